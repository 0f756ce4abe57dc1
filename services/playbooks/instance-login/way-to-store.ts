import { classify } from '../../../shared/aws/classify';
import { readContainment } from '../../../shared/aws/playbooks/instance/containment-baseline';
import { lookAtMachine } from '../../../shared/aws/playbooks/instance/put-back';
import { rulesToS3 } from '../../../shared/aws/playbooks/instance/store-addresses';
import { takeContainmentStep } from '../../../shared/aws/playbooks/instance/take-containment-step';
import type {
  ContainmentBaseline,
  ContainmentStep,
  MachineState,
} from '../../../shared/domain/containment';
import { read, unread } from '../../../shared/domain/login';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { closeWay, openWay } from '../../../shared/playbooks/instance-login/way-to-store';
import { rowOf } from './facts';
import { inTurn } from './in-turn';
import type { Input, Ports } from './ports';

/** What will let the machine send evidence. Containing never waits for it, so that it cannot be read is an answer. */
export async function wayToStoreFrom(
  { forensic, containment }: Ports,
  machine: MachineState,
): Promise<ContainmentBaseline['wayToStore']> {
  if (!forensic) return undefined;
  const { accountId } = machine;
  const store = containment({ accountId, region: forensic.region });
  try {
    return read(await rulesToS3(containment(machine), machine.vpcId, store));
  } catch (error) {
    return unread(describeObstacle(classify(error)));
  }
}

/**
 * Lets a machine that is isolated send evidence. Returns why it cannot. One that is not isolated has what its own groups
 * leave it.
 */
export async function openWayToStore(ports: Ports, input: Input): Promise<string | undefined> {
  const baseline = await baselineOf(ports, input.incidentId);
  if (baseline?.wayToStore?.kind === 'unread')
    return `no way to the evidence bucket could be opened: ${baseline.wayToStore.why}`;
  if (!baseline?.wayToStore) return undefined;
  try {
    await taken(ports, input, baseline, openWay);
    return undefined;
  } catch (error) {
    const obstacle = classify(error);
    if (obstacle.kind !== 'denied' && obstacle.kind !== 'rejected') throw error;
    return `no way to the evidence bucket could be opened: ${describeObstacle(obstacle)}`;
  }
}

/** Did it have to be closed? */
export async function closeWayToStore(ports: Ports, input: Input): Promise<boolean> {
  const baseline = await baselineOf(ports, input.incidentId);
  return baseline !== undefined && (await taken(ports, input, baseline, closeWay)) > 0;
}

/** Undefined where the machine is not contained. */
export async function baselineOf(
  ports: Ports,
  incidentId: string,
): Promise<ContainmentBaseline | undefined> {
  const kept = await readContainment(ports.table, ports.seal, await rowOf(ports, incidentId));
  return kept?.kind === 'genuine' && !kept.releasedAt ? kept.baseline : undefined;
}

async function taken(
  ports: Ports,
  input: Input,
  baseline: ContainmentBaseline,
  stepsOf: (baseline: ContainmentBaseline, now: MachineState) => readonly ContainmentStep[],
): Promise<number> {
  const clients = ports.containment(baseline.machine);
  return inTurn(ports, input, async (mayGoOn) => {
    const now = await lookAtMachine(clients, baseline);
    const steps = now ? stepsOf(baseline, now) : [];
    for (const step of steps) {
      await mayGoOn();
      await takeContainmentStep(clients, step);
    }
    return steps.length;
  });
}

/** A script's word for why nothing came, as people read it. */
export const notSent = (outcome: string): string => WORDS.get(outcome) ?? outcome;

const WORDS = new Map([
  ['no-network', 'the machine has no way to S3'],
  ['refused', 'S3, or an endpoint’s policy on the way to it, refused it'],
]);
