import type { LoginDecision } from '../../../shared/domain/login-decision';
import { decideLogin } from '../../../shared/playbooks/instance-login/decide-login';
import { decisionFacts } from './decide-facts';
import { knownOf } from './facts';
import type { Ports } from './ports';

/** As it looks now: who is behind a login, and what else they do, is often known minutes after it. */
export async function decideAgain(ports: Ports, incidentId: string): Promise<LoginDecision> {
  const known = await knownOf(ports, incidentId);
  return decideLogin(await decisionFacts(ports, known), ports.rules.login);
}
