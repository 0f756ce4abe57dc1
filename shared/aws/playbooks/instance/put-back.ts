import type {
  ContainmentBaseline,
  ContainmentStep,
  MachineState,
} from '../../../domain/containment';
import type { InstanceClients } from './clients';
import { readGone } from './read-gone';
import { type Names, readMachine } from './read-machine';
import { stepsWith } from './refused-steps';
import type { MayGoOn } from './turn';

type Releases = (
  baseline: ContainmentBaseline,
  now: MachineState,
) => { readonly steps: readonly ContainmentStep[]; readonly told: readonly string[] };

/** What decides, given: shared/playbooks/instance-login/release.ts and as-before.ts. */
export interface Judgement {
  readonly release: Releases;
  /** Of a machine that is gone. */
  readonly releaseGone: Releases;
  readonly isAsBefore: (
    baseline: ContainmentBaseline,
    now: MachineState,
  ) => { readonly differences: readonly string[] };
}

export interface PutBack {
  /** The machine is gone: only what was made outside of it is taken away. */
  readonly isGone?: true;
  readonly steps: readonly ContainmentStep[];
  /** What others changed since, a sentence each. */
  readonly told: readonly string[];
  /** What does not read back as it was. None: everything is as it was. */
  readonly differences: readonly string[];
  /** The first error of a step that AWS refused. The others were taken all the same. */
  readonly refusal?: unknown;
}

/** A group that is made again is a round of its own, and then its rules are another. */
const MOST_ROUNDS = 4;

const namesOf = ({ machine, name }: ContainmentBaseline): Names => ({
  isolation: name,
  groups: machine.groups,
  targetGroups: machine.targets.map(({ targetGroupArn }) => targetGroupArn),
  acls: machine.acls.map(({ id }) => id),
});

/** The machine as it is, looked at by the names that its baseline has. */
export const lookAtMachine = (
  clients: InstanceClients,
  baseline: ContainmentBaseline,
): Promise<MachineState | undefined> =>
  readMachine(clients, baseline.machine.instanceId, namesOf(baseline));

/** From what is there back to the baseline, read back. What AWS refuses is told; another error of the SDK rejects. */
export async function putBackMachine(
  clients: InstanceClients,
  baseline: ContainmentBaseline,
  { release, releaseGone, isAsBefore }: Judgement,
  mayGoOn: MayGoOn,
): Promise<PutBack> {
  const steps: ContainmentStep[] = [];
  const told = new Set<string>();
  const taking = stepsWith(clients, mayGoOn);
  const look = async () => {
    const now = await lookAtMachine(clients, baseline);
    if (now) return { next: release(baseline, now), now };
    return {
      next: releaseGone(baseline, await readGone(clients, baseline.machine, namesOf(baseline))),
    };
  };
  const done = ({ now, next }: Awaited<ReturnType<typeof look>>): PutBack => {
    const [refused] = taking.refusals();
    return {
      ...(!now && { isGone: true as const }),
      steps,
      told: [...told, ...taking.refusals().map(({ text }) => text)],
      differences: now
        ? isAsBefore(baseline, now).differences
        : next.steps.map(({ call, on }) => `${call} on ${on} is left to do.`),
      ...(refused && { refusal: refused.error }),
    };
  };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const seen = await look();
    for (const one of seen.next.told) told.add(one);
    const open = taking.open(seen.next.steps);
    if (open.length === 0) return done(seen);
    for (const step of open) if (await taking.take(step)) steps.push(step);
  }
  return done(await look());
}
