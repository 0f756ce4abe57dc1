import type {
  ContainmentBaseline,
  ContainmentStep,
  MachineState,
} from '../../../domain/containment';
import type { InstanceClients } from './clients';
import { readMachine } from './read-machine';
import { takeContainmentStep } from './take-containment-step';
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

/** From what is there back to the baseline, read back. Rejects with the SDK's error, and may be asked again. */
export async function putBackMachine(
  clients: InstanceClients,
  baseline: ContainmentBaseline,
  { release, isAsBefore }: Judgement,
  mayGoOn: MayGoOn,
): Promise<PutBack> {
  const steps: ContainmentStep[] = [];
  const told = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const now = await lookAtMachine(clients, baseline);
    if (!now) return { isGone: true, steps, told: [...told], differences: [] };
    const next = release(baseline, now);
    for (const one of next.told) told.add(one);
    if (next.steps.length === 0)
      return { steps, told: [...told], differences: isAsBefore(baseline, now).differences };
    for (const step of next.steps) {
      await mayGoOn();
      await takeContainmentStep(clients, step);
      steps.push(step);
    }
  }
  const now = await lookAtMachine(clients, baseline);
  const differences = now ? isAsBefore(baseline, now).differences : [];
  return { ...(!now && { isGone: true as const }), steps, told: [...told], differences };
}
