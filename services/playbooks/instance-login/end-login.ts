import { classify } from '../../../shared/aws/classify';
import { endSession } from '../../../shared/aws/playbooks/instance/end-session';
import type { Login } from '../../../shared/domain/login';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { commandEnded } from './command-ended';
import { knownOf } from './facts';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { isClosed } from './read-or';

/** Ends the session, or the processes of the login's terminal. What cannot be ended is said: containing cuts it off. */
export async function endLogin(ports: Ports, input: Input): Promise<object> {
  const { login, instanceId } = await knownOf(ports, input.incidentId);
  const text = await ended(ports, input, login, instanceId);
  await came(ports, input, `the login: ${text}`);
  return {};
}

async function ended(
  ports: Ports,
  input: Input,
  login: Login,
  instanceId: string | undefined,
): Promise<string> {
  try {
    if (login.sessionId)
      return (await endSession(ports.containment(login), login.sessionId))
        ? `session ${login.sessionId} was ended`
        : `session ${login.sessionId} was over already`;
    if (!instanceId) return 'not ended: its machine is not known';
    if (!login.tty) return 'not ended: no terminal of it is known; containing cuts it off';
    const tty = login.tty.replace(/^\/dev\//, '');
    const loginAt = String(Math.floor(Date.parse(login.saidAt ?? login.at) / 1_000));
    const said = await commandEnded(ports, input, {
      ...{ name: 'end-login', clients: ports.collector(login), instanceId },
      parameters: { tty, leader: '', loginAt },
    });
    if (said.kind === 'silent') return `not ended: ${said.why}`;
    return `${said.outcome} (${(said.words.ended as readonly unknown[] | undefined)?.length ?? 0} processes ended)`;
  } catch (error) {
    if (isClosed(error)) return 'not ended: the account did not opt in to containment';
    // An administrator of the account may have forbidden it, so containing does not wait for it.
    const obstacle = classify(error);
    if (obstacle.kind !== 'denied' && obstacle.kind !== 'rejected') throw error;
    return `not ended: ${describeObstacle(obstacle)}`;
  }
}
