import type { World } from '../core/service';
import { organizationIdOf } from '../organizations/membership';
import type { Trail } from './state';

/** Every trail that exists in the account and Region: its own, and copies from other Regions and from the organization. */
export function visibleTrails(world: World, accountId: string, region: string): readonly Trail[] {
  const here = ({ homeRegion, settings }: Trail) =>
    homeRegion === region || settings.isMultiRegionTrail;
  return [...trailsOf(world, accountId), ...organizationTrails(world, accountId)].filter(here);
}

/** Trails the account owns, in every Region. */
export function trailsOf(world: World, accountId: string): readonly Trail[] {
  return world.cloudtrail.trails.get(accountId) ?? [];
}

/** Organization trails an account sees without owning them. */
export function organizationTrails(world: World, accountId: string): readonly Trail[] {
  const management = world.organization.organization?.managementAccountId;
  if (management === undefined || management === accountId) return [];
  if (organizationIdOf(world, accountId) === undefined) return [];
  return trailsOf(world, management).filter(({ settings }) => settings.isOrganizationTrail);
}

/**
 * CloudTrail lost its trusted access: organization trails become account trails of their owner, and
 * members lose theirs. Giving the access back brings nothing back [D services-that-can-integrate-cloudtrail].
 */
export function demoteOrganizationTrails(world: World, accountId: string): void {
  for (const trail of trailsOf(world, accountId)) {
    trail.settings = { ...trail.settings, isOrganizationTrail: false };
  }
}
