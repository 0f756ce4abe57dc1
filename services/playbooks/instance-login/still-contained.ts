import { classify } from '../../../shared/aws/classify';
import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { activeSessions, endSession } from '../../../shared/aws/playbooks/instance/end-session';
import { stepsWith } from '../../../shared/aws/playbooks/instance/refused-steps';
import type { MayGoOn } from '../../../shared/aws/playbooks/instance/turn';
import type { ContainmentBaseline } from '../../../shared/domain/containment';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { isIsolated, known } from '../../../shared/playbooks/instance-login/isolation';
import { containedNow } from './contained-now';
import { rowOf } from './facts';
import { inTurn } from './in-turn';
import type { Input, Ports } from './ports';
import { baselineOf } from './way-to-store';

export interface Still {
  /** Read back: it talks with nothing but SSM, and no session was left open. */
  readonly isContained: boolean;
  /** What had changed since, and what became of it, a sentence each. */
  readonly told: readonly string[];
}

/**
 * Who came in once may come in again, by a new session or by moving the machine out of its isolation: what is open is
 * ended, and what was changed is put right, once. Undefined where nothing is contained.
 */
export async function stillContained(ports: Ports, input: Input): Promise<Still | undefined> {
  const baseline = await baselineOf(ports, input.incidentId);
  if (!baseline) return undefined;
  const clients = ports.containment(baseline.machine);
  return inTurn(ports, input, (mayGoOn) => putRight(ports, input, clients, baseline, mayGoOn));
}

async function putRight(
  ports: Ports,
  input: Input,
  clients: InstanceClients,
  sealed: ContainmentBaseline,
  mayGoOn: MayGoOn,
): Promise<Still> {
  const taking = stepsWith(clients, mayGoOn);
  const row = await rowOf(ports, input.incidentId);
  const { baseline, now, calls } = await containedNow(ports, row, clients, taking, sealed);
  if (!now) return { isContained: false, told: [`${sealed.machine.instanceId} is gone.`] };
  const sessions = await sessionsEnded(clients, now.instanceId, mayGoOn);
  const newcomers = now.interfaces.filter((one) => !known(baseline, now).includes(one));
  return {
    isContained: isIsolated(baseline, now) && newcomers.length === 0 && sessions.isOver,
    told: [
      ...(calls.length > 0 ? [`It was changed since, and put right: ${calls.join(', ')}.`] : []),
      ...newcomers.map(({ id }) => `Interface ${id} came since, and is not isolated.`),
      ...taking.refusals().map(({ text }) => text),
      ...sessions.told,
    ],
  };
}

async function sessionsEnded(clients: InstanceClients, instanceId: string, mayGoOn: MayGoOn) {
  const told: string[] = [];
  let isOver = true;
  try {
    for (const { id, owner } of await activeSessions(clients, instanceId)) {
      await mayGoOn();
      await endSession(clients, id);
      told.push(`Session ${id} of ${owner} was open, and was ended.`);
    }
  } catch (error) {
    const obstacle = classify(error);
    if (obstacle.kind !== 'denied' && obstacle.kind !== 'rejected') throw error;
    isOver = false;
    told.push(`Sessions on it may be open: ${describeObstacle(obstacle)}.`);
  }
  return { isOver, told };
}
