import type { Instance } from '@aws-sdk/client-ec2';
import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { logLines } from '../../../shared/aws/playbooks/instance/log-lines';
import { queryLogsOf } from '../../../shared/aws/playbooks/instance/query-logs';
import { type Read, read, unread } from '../../../shared/domain/login';
import type { LookedFor } from '../../../shared/domain/trace';
import { orGone, sourceOr } from './source-or';
import type { Window } from './window';

/** A megabyte each. */
const MOST_PAGES = 20;

export interface QuerySource {
  readonly dns: Read<string>;
  readonly gaps: readonly LookedFor[];
}

/** What the machine asked the resolver around a login, from the first of its VPC's query logs that is a log group here. */
export async function readQueryLogs(
  clients: InstanceClients,
  { VpcId = '', InstanceId = '' }: Instance,
  { from, to }: Window,
): Promise<QuerySource> {
  const logs = await sourceOr(async () => read(await queryLogsOf(clients, VpcId)));
  if (logs.kind === 'unread') return { dns: logs, gaps: [] };
  if (logs.value.length === 0)
    return { dns: unread('no query log is set up for its VPC'), gaps: [] };
  const here = `arn:[^:]+:logs:${clients.region}:${clients.accountId}:log-group:([^:]+)`;
  const groups = logs.value.flatMap(
    ({ destination }) => new RegExp(here).exec(destination)?.[1] ?? [],
  );
  const [group] = groups;
  if (!group) {
    const where = logs.value.map(({ destination, error }) => error ?? destination).join(', ');
    return { dns: unread(`its query log goes to ${where}, and is not read here`), gaps: [] };
  }
  const found = await orGone(`its log group ${group} is gone`, () =>
    logLines(clients, {
      ...{ group, from, to, mostPages: MOST_PAGES },
      pattern: `{ $.srcids.instance = "${InstanceId}" }`,
    }),
  );
  if (found.kind === 'unread') return { dns: found, gaps: [] };
  const { lines, isCut, oldest = from } = found.value;
  const before = new Date(oldest).toISOString();
  return {
    dns: read(lines.toReversed().join('\n')),
    gaps: isCut
      ? [
          {
            what: `names before ${before}`,
            unread: `there are more than the newest ${MOST_PAGES} pages`,
          },
        ]
      : [],
  };
}
