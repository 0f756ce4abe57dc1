import { egressOf } from '../../../shared/aws/playbooks/instance/egress';
import { unread } from '../../../shared/domain/login';
import type { ResearchFacts } from '../../../shared/playbooks/instance-login/research-facts';
import type { Known } from './facts';
import type { Ports } from './ports';
import { readFlowLogs } from './read-flow-logs';
import { readGuardDuty } from './read-guardduty';
import { readQueryLogs } from './read-query-logs';
import { readRecords } from './read-records';
import { sourceOr } from './source-or';
import { around } from './window';

type Sources = Pick<
  ResearchFacts,
  'before' | 'detections' | 'dns' | 'egress' | 'flows' | 'gaps' | 'records'
>;

/** What AWS wrote down about a machine around a login, each source read or with the reason why not. */
export async function sourcesOf(
  ports: Ports,
  { login, instanceId = '', instance }: Known,
  names: readonly string[],
): Promise<Sources> {
  const clients = ports.collector(login);
  const window = around(login.at);
  const about = instance.kind === 'read' ? instance.value : undefined;
  const [calls, guard] = await Promise.all([
    readRecords(ports, login, instanceId, names),
    readGuardDuty(clients, instanceId, window),
  ]);
  if (!about?.VpcId) {
    const none = unread(instance.kind === 'unread' ? instance.why : 'the machine is gone');
    const gaps = [...calls.gaps, ...guard.gaps];
    return { ...calls, ...guard, ...{ flows: none, before: none, dns: none, egress: none, gaps } };
  }
  const [network, queries, egress] = await Promise.all([
    readFlowLogs(clients, about, window),
    readQueryLogs(clients, about, window),
    sourceOr(() => egressOf(clients, about)),
  ]);
  const gaps = [calls, guard, network, queries].flatMap((one) => one.gaps);
  return { ...calls, ...guard, ...network, ...queries, egress, gaps };
}
