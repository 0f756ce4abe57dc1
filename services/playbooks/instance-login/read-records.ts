import { callsAbout, type Found } from '../../../shared/aws/playbooks/instance/call-history';
import { globalRegionOf } from '../../../shared/domain/global-region';
import type { Login, Read } from '../../../shared/domain/login';
import { read } from '../../../shared/domain/login';
import type { LookedFor } from '../../../shared/domain/trace';
import type { Ports } from './ports';
import { readOr } from './read-or';
import { around } from './window';

export interface RecordSource {
  readonly records: Read<readonly unknown[]>;
  readonly gaps: readonly LookedFor[];
}

/** Names that are asked for, of the machine and of the person. */
const MOST_USERS = 4;

/**
 * Calls of the machine's role and of the person around a login. Event history is of one Region; what is global, such as
 * IAM, is in another one.
 */
export async function readRecords(
  { collector, partition }: Ports,
  login: Login,
  instanceId: string,
  names: readonly string[],
): Promise<RecordSource> {
  const { from, to } = around(login.at);
  const time = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  // The session of a machine's role has the machine's name; Event history names a session by its last part.
  const users = [...new Set([instanceId, ...names.map((name) => name.split('/').at(-1) ?? '')])]
    .filter((one) => one !== '')
    .slice(0, MOST_USERS);
  const regions = [...new Set([login.region, globalRegionOf(partition)])];
  const found = await readOr(async () => {
    const all: Found[] = [];
    for (const region of regions) {
      const clients = collector({ ...login, region });
      for (const value of users)
        all.push(await callsAbout(clients, { key: 'Username', value, ...time }));
    }
    return all;
  });
  if (found.kind === 'unread') return { records: found, gaps: [] };
  return {
    records: read(found.value.flatMap(({ records }) => records)),
    gaps: found.value.some(({ isCut }) => isCut)
      ? [
          {
            what: 'all calls of its role and of the person',
            unread: 'they are more than Event history was read for: the newest were read',
          },
        ]
      : [],
  };
}
