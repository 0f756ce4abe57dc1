import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { administersOrganizationTrails } from './rights';

/** The management account owns every organization trail, also one a delegated administrator makes. */
export function ownerOf(world: World, call: Call): string {
  const { organization } = world.organization;
  if (!organization) {
    throw new Refusal(
      'OrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  }
  if (administersOrganizationTrails(world, call.accountId)) return organization.managementAccountId;
  throw new Refusal(
    'NotOrganizationMasterAccountException',
    'Only the management account or a delegated administrator can create or update an organization trail.',
  );
}
