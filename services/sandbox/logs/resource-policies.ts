import type { Call } from '../core/call';
import type { World } from '../core/world';
import type { LogsPolicy } from './state';

/** The resource policies of the caller's account and Region, by name. */
export function resourcePoliciesOf(
  { accountId, region }: Call,
  world: World,
): Map<string, LogsPolicy> {
  const place = `${accountId}/${region}`;
  const known = world.logs.resourcePolicies.get(place) ?? new Map<string, LogsPolicy>();
  world.logs.resourcePolicies.set(place, known);
  return known;
}
