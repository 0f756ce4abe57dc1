import { type Call, Refusal, type World } from '../core/service';
import { isDelegatedAdministrator, isManagementAccount } from '../organizations/membership';

/** The management account owns every organization trail, also one a delegated administrator makes. */
export function ownerOf(world: World, call: Call): string {
  const { organization } = world.organization;
  if (!organization) {
    throw new Refusal(
      'OrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  }
  if (!administersOrganizationTrails(world, call.accountId)) {
    throw new Refusal(
      'NotOrganizationMasterAccountException',
      'Only the management account or a delegated administrator can create or update an organization trail.',
    );
  }
  requireTrustedAccess(world);
  return organization.managementAccountId;
}

/** Nothing of the organization's can be made while CloudTrail has no trusted access (techniques ORG-01). */
export function requireTrustedAccess(world: World): void {
  if (world.organization.serviceAccess.has('cloudtrail.amazonaws.com')) return;
  throw new Refusal(
    'CloudTrailAccessNotEnabledException',
    "Your organization hasn't enabled CloudTrail service access. Sign in to the management account for the organization, and then use AWS Organizations to enable service access.",
  );
}

const service = 'cloudtrail.amazonaws.com';

/** The management account and CloudTrail's delegated administrators [D cloudtrail-delegated-administrator]. */
export function administersOrganizationTrails(world: World, accountId: string): boolean {
  return (
    isManagementAccount(world, accountId) || isDelegatedAdministrator(world, accountId, service)
  );
}
