import type { World } from '../core/service';
import { trailsOf } from './visible-trails';

/**
 * CloudTrail lost its trusted access: organization trails become account trails of their owner, and
 * members lose theirs. Giving the access back brings nothing back [D services-that-can-integrate-cloudtrail].
 */
export function demoteOrganizationTrails(world: World, accountId: string): void {
  for (const trail of trailsOf(world, accountId)) {
    trail.settings = { ...trail.settings, isOrganizationTrail: false };
  }
}
