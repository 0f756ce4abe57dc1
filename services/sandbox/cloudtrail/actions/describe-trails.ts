import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { requireName, trailByArn } from '../find-trail';
import { readQuota } from '../quotas';
import type { Trail } from '../state';
import { parseTrailArn, resolvedArn } from '../trail-arn';
import { describedTrail } from '../trail-output';
import { organizationTrails, visibleTrails } from '../visible-trails';

/** Not paged. A name that finds nothing is left out, not an error [D API_DescribeTrails]. */
export const describeTrails: Action = {
  readOnly: true,
  resource: () => '*',
  quota: readQuota,
  handle: (call, world) => ({ trailList: wanted(call, world).map(describedTrail) }),
};

function wanted(call: Call, world: World): readonly Trail[] {
  const names = Array.isArray(call.input.trailNameList) ? call.input.trailNameList : [];
  if (names.length > 0) return names.flatMap((name: unknown) => named(call, world, name) ?? []);
  const visible = visibleTrails(world, call.accountId, call.region);
  if (call.input.includeShadowTrails !== false) return visible;
  return visible.filter(
    (trail) => trail.accountId === call.accountId && trail.homeRegion === call.region,
  );
}

function named(call: Call, world: World, name: unknown): Trail | undefined {
  const written = requireName(name);
  const arn = parseTrailArn(written);
  if (!arn || arn.accountId === call.accountId) {
    return trailByArn(world, resolvedArn(call, written));
  }
  return organizationTrails(world, call.accountId).find((trail) => trail.arn === arn.arn);
}
