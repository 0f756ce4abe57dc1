import {
  type ContainedMachine,
  containedIn,
  readContainment,
} from '../../../shared/aws/playbooks/instance/containment-baseline';
import { scalingGroup } from '../../../shared/aws/playbooks/instance/instance-facts';
import { INCIDENT, ORGANIZATION, queryAll } from '../../../shared/aws/table/table';
import { type Login, read } from '../../../shared/domain/login';
import type { LoginFacts } from '../../../shared/domain/login-facts';
import {
  type Brake,
  brakesOf,
  type Isolated,
} from '../../../shared/playbooks/instance-login/brakes';
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
  const others = (await containedIn(ports.table, login.accountId)).filter(
    (one) => one.instanceId === instanceId && !one.isReleased,
  );
  const brakeFacts = {
    ...{ instanceId, group, isolatedFor: read(others[0]?.incidentId) },
    isolatedLately: read(await isolatedLately(ports)),
  };
  return brakesOf(brakeFacts, facts, ports.rules.login, ports.rules.mostIsolatedAnHour);
}

/**
 * Machines that were isolated within the hour, in all accounts. An incident whose machine was not isolated, or does not
 * exist, is none: whoever invents machines would use up the brake.
 */
async function isolatedLately({ table, now, rules }: Ports): Promise<readonly Isolated[]> {
  const since = now().getTime() - HOUR_MS;
  const opened = new Date(since - rules.seconds * 1_000).toISOString();
  const items = await queryAll(table, {
    index: 'byTime',
    key: {
      expression: '#organization = :organization AND #openedKey >= :since',
      values: { organization: ORGANIZATION, since: opened },
    },
  });
  const incidents = items.filter(({ sk, playbookStates }) => {
    return sk === INCIDENT && (playbookStates as Set<string> | undefined)?.has('Contain');
  });
  const words = new Map(
    incidents.map(({ id, login }) => [id, (login as Login | undefined)?.words]),
  );
  const accounts = [...new Set(incidents.map(({ accountId }) => String(accountId)))];
  const contained: ContainedMachine[] = [];
  for (const accountId of accounts) contained.push(...(await containedIn(table, accountId)));
  return contained
    .filter(({ incidentId, at }) => words.has(incidentId) && Date.parse(at) >= since)
    .map(({ incidentId, instanceId }) => ({ instanceId, words: words.get(incidentId) ?? 'aws' }));
}
