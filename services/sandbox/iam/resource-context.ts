import type { World } from '../core/world';
import { organizationIdOf } from '../organizations/membership';
import type { ConditionContext } from './condition-context';

/** The keys about the resource itself; unknown for an ARN without an account, such as a bucket's. */
export function resourceContext(world: World, resource: string): ConditionContext {
  const accountId = resource.split(':')[4] || undefined;
  return {
    'aws:ResourceAccount': accountId,
    'aws:ResourceOrgID': accountId && organizationIdOf(world, accountId),
  };
}
