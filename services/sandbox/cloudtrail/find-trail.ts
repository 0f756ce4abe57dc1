import type { Call, World } from '../core/service';
import { administersOrganizationTrails } from './owner-of';
import { refuse } from './refusals';
import type { Trail } from './state';
import { checkTrailName, parseTrailArn, resolvedArn, type TrailArn } from './trail-arn';
import { organizationTrails, trailsOf, visibleTrails } from './visible-trails';

/** The trail itself, or undefined; asks nothing about who may see it. */
export function trailByArn(world: World, arn: string): Trail | undefined {
  const accountId = parseTrailArn(arn)?.accountId ?? '';
  return trailsOf(world, accountId).find((trail) => trail.arn === arn);
}

/**
 * The trail a request names, for reading. A short name is one of the caller's account and Region, so
 * a copy of a trail from elsewhere must be named by its ARN [D API_GetTrailStatus].
 */
export function readableTrail(world: World, call: Call, nameOrArn: unknown): Trail {
  const written = requireName(nameOrArn);
  const arn = parseTrailArn(written);
  const found = arn
    ? readableByArn(world, call, arn)
    : trailByArn(world, resolvedArn(call, written));
  if (!found) throw refuse.trailNotFound(resolvedArn(call, written), call.accountId);
  return found;
}

/**
 * As `readableTrail`, but organization trails only for those who administer them: members may look
 * at the trail and its status, not at its selectors (steampipe-plugin-aws#577).
 */
export function inspectableTrail(world: World, call: Call, nameOrArn: unknown): Trail {
  const trail = readableTrail(world, call, nameOrArn);
  if (trail.accountId === call.accountId) return trail;
  if (administersOrganizationTrails(world, call.accountId)) return trail;
  throw refuse.wrongAccountInArn(call.accountId);
}

/** Refuses an empty name and one no trail can have; an ARN passes. */
export function requireName(nameOrArn: unknown): string {
  const written = typeof nameOrArn === 'string' ? nameOrArn : '';
  if (!parseTrailArn(written)) checkTrailName(written);
  return written;
}

function readableByArn(world: World, call: Call, arn: TrailArn): Trail | undefined {
  const own = arn.accountId === call.accountId;
  const trail = own
    ? trailByArn(world, arn.arn)
    : organizationTrails(world, call.accountId).find((shared) => shared.arn === arn.arn);
  if (!own && !trail) throw refuse.wrongAccountInArn(call.accountId);
  if (trail && trail.homeRegion !== call.region && !trail.settings.isMultiRegionTrail) {
    throw refuse.wrongRegionInArn(call.region);
  }
  return trail;
}

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
