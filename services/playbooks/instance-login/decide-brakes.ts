import {
  containedIn,
  readContainment,
} from '../../../shared/aws/playbooks/instance/containment-baseline';
import { scalingGroup } from '../../../shared/aws/playbooks/instance/instance-facts';
import { read } from '../../../shared/domain/login';
import type { LoginFacts } from '../../../shared/domain/login-facts';
import { type Brake, brakesOf } from '../../../shared/playbooks/instance-login/brakes';
import type { Known } from './facts';
import { isolatedLately } from './isolated-lately';
import type { Ports } from './ports';
import { readOr } from './read-or';

const GROUP_TAG = 'aws:autoscaling:groupName';

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
