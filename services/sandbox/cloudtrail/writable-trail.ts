import type { Call, World } from '../core/service';
import { requireName, trailByArn } from './find-trail';
import { refuse } from './refusals';
import { administersOrganizationTrails } from './rights';
import type { Trail } from './state';
import { parseTrailArn, resolvedArn } from './trail-arn';
import { organizationTrails, visibleTrails } from './visible-trails';

/**
 * The trail a request may change: in its home Region, by its owner, an organization trail also by a
 * delegated administrator. `verb` goes into AWS's sentence: "Cannot stop trail, not master trail."
 */
export function writableTrail(world: World, call: Call, nameOrArn: unknown, verb: string): Trail {
  const written = requireName(nameOrArn);
  const trail = parseTrailArn(written)
    ? trailByArn(world, written)
    : (trailByArn(world, resolvedArn(call, written)) ?? copyByName(world, call, written));
  if (!trail) throw unknownTrail(call, written);
  refuseForeign(world, call, trail, verb);
  if (trail.homeRegion !== call.region) throw refuse.invalidHomeRegion(trail.arn, trail.homeRegion);
  return trail;
}

/** A shadow trail has the name too, and AWS answers for it: wrong Region, or not the master trail. */
function copyByName(world: World, call: Call, name: string): Trail | undefined {
  const copy = visibleTrails(world, call.accountId, call.region).find(
    (trail) => trail.name === name,
  );
  // A delegated administrator's short name is looked up in its own account only (nozaq/terraform-aws-secure-baseline#306).
  const foreign = copy !== undefined && copy.accountId !== call.accountId;
  return foreign && administersOrganizationTrails(world, call.accountId) ? undefined : copy;
}

function unknownTrail(call: Call, written: string): Error {
  const named = parseTrailArn(written);
  if (named && named.accountId !== call.accountId) return refuse.wrongAccountInArn(call.accountId);
  return refuse.trailNotFound(resolvedArn(call, written), call.accountId);
}

function refuseForeign(world: World, call: Call, trail: Trail, verb: string): void {
  if (trail.accountId === call.accountId) return;
  if (!organizationTrails(world, call.accountId).includes(trail)) {
    throw refuse.wrongAccountInArn(call.accountId);
  }
  if (!administersOrganizationTrails(world, call.accountId)) throw refuse.notMasterTrail(verb);
}
