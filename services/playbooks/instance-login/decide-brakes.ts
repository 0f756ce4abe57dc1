import {
  containedFor,
  readContainment,
} from '../../../shared/aws/playbooks/instance/containment-baseline';
import { scalingGroup } from '../../../shared/aws/playbooks/instance/instance-facts';
import { INCIDENT, ORGANIZATION, queryAll } from '../../../shared/aws/table/table';
import { read } from '../../../shared/domain/login';
import type { LoginFacts } from '../../../shared/domain/login-facts';
import { type Brake, brakesOf } from '../../../shared/playbooks/instance-login/brakes';
import type { Known } from './facts';
import type { Ports } from './ports';
import { readOr } from './read-or';

const GROUP_TAG = 'aws:autoscaling:groupName';
const HOUR_MS = 3_600_000;

/** What keeps the machine from being contained. */
export async function brakesFor(
  ports: Ports,
  known: Known,
  facts: LoginFacts,
): Promise<readonly Brake[]> {
  const { row, login, instanceId = '', tags } = known;
  // A run before has begun, and what is there now is its own work.
  if (await readContainment(ports.table, ports.seal, row)) return [];
  const group = await readOr(async () => {
    const name = tags.kind === 'read' ? tags.value[GROUP_TAG]?.value : undefined;
    return name ? scalingGroup(ports.containment(login), name) : undefined;
  });
  const [other] = await containedFor(ports.table, row);
  const brakeFacts = {
    ...{ instanceId, group, isolatedFor: read(other) },
    isolatedLately: read(await isolatedLately(ports, row.id)),
  };
  return brakesOf(brakeFacts, facts, ports.rules.login, ports.rules.mostIsolatedAnHour);
}

/** Machines of incidents of the last hour whose playbook contained them. */
async function isolatedLately({ table, now }: Ports, own: string): Promise<readonly string[]> {
  const since = new Date(now().getTime() - HOUR_MS).toISOString();
  const items = await queryAll(table, {
    index: 'byTime',
    key: {
      expression: '#organization = :organization AND #openedKey >= :since',
      values: { organization: ORGANIZATION, since },
    },
  });
  return items
    .filter(({ sk, id, subjectKey }) => {
      return sk === INCIDENT && id !== own && String(subjectKey).startsWith('instance#');
    })
    .filter(({ playbookStates }) => (playbookStates as Set<string> | undefined)?.has('Contain'))
    .map(({ subjectId }) => String(subjectId));
}
