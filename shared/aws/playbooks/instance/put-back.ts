import type {
  ContainmentBaseline,
  ContainmentStep,
  MachineState,
} from '../../../domain/containment';
import type { InstanceClients } from './clients';
import { readMachine } from './read-machine';
import { stepsWith } from './refused-steps';
import type { MayGoOn } from './turn';

/** What decides, given: shared/playbooks/instance-login/release.ts and as-before.ts. */
export interface Judgement {
  readonly release: (
    baseline: ContainmentBaseline,
    now: MachineState,
  ) => { readonly steps: readonly ContainmentStep[]; readonly told: readonly string[] };
  readonly isAsBefore: (
    baseline: ContainmentBaseline,
    now: MachineState,
  ) => { readonly differences: readonly string[] };
}

export interface PutBack {
  /** The machine is gone, so nothing is to be put back on it. */
  readonly isGone?: true;
  readonly steps: readonly ContainmentStep[];
  /** What somebody else changed since, a sentence each. */
  readonly told: readonly string[];
  /** What does not read back as it was. None: everything is as it was. */
  readonly differences: readonly string[];
  /** The first error of a step that AWS refused. The others were taken all the same. */
  readonly refusal?: unknown;
}

/** A group that is made again is a round of its own, and then its rules are another. */
const MOST_ROUNDS = 4;

/** The machine as it is, looked at by the names that its baseline has. */
export const lookAtMachine = (
  clients: InstanceClients,
  { machine, name }: ContainmentBaseline,
): Promise<MachineState | undefined> =>
  readMachine(clients, machine.instanceId, {
    isolation: name,
    groups: machine.groups,
    targetGroups: machine.targets.map(({ targetGroupArn }) => targetGroupArn),
    acls: machine.acls.map(({ id }) => id),
  });

/** From what is there back to the baseline, read back. What AWS refuses is told; another error of the SDK rejects. */
export async function putBackMachine(
  clients: InstanceClients,
  baseline: ContainmentBaseline,
  { release, isAsBefore }: Judgement,
  mayGoOn: MayGoOn,
): Promise<PutBack> {
  const steps: ContainmentStep[] = [];
  const told = new Set<string>();
  const taking = stepsWith(clients, mayGoOn);
  const done = (now: MachineState | undefined): PutBack => {
    const [refused] = taking.refusals();
    return {
      ...(!now && { isGone: true as const }),
      steps,
      told: [...told, ...taking.refusals().map(({ text }) => text)],
      differences: now ? isAsBefore(baseline, now).differences : [],
      ...(refused && { refusal: refused.error }),
    };
  };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const now = await lookAtMachine(clients, baseline);
    if (!now) return done(now);
    const next = release(baseline, now);
    for (const one of next.told) told.add(one);
    const open = taking.open(next.steps);
    if (open.length === 0) return done(now);
    for (const step of open) if (await taking.take(step)) steps.push(step);
  }
  return done(await lookAtMachine(clients, baseline));
}
