import type { World } from '../core/service';
import { isDelegatedAdministrator, isManagementAccount } from '../organizations/membership';

const service = 'cloudtrail.amazonaws.com';

/** The management account and CloudTrail's delegated administrators [D cloudtrail-delegated-administrator]. */
export function administersOrganizationTrails(world: World, accountId: string): boolean {
  return (
    isManagementAccount(world, accountId) || isDelegatedAdministrator(world, accountId, service)
  );
}
