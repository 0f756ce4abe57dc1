import { Refusal, type World } from '../core/service';
import { defaultSelectors } from './selectors';
import type { Trail, TrailSettings } from './state';
import { checkTrailName, trailArn, trailsOf, visibleTrails } from './trail';

interface NewTrail {
  readonly accountId: string;
  readonly homeRegion: string;
  readonly name: string;
  readonly settings: TrailSettings;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A new trail does not log until it is started [D create-trail]. Refuses a taken name and a sixth trail. */
export function createTrail(world: World, trail: NewTrail): Trail {
  const { accountId, homeRegion, name, settings } = trail;
  checkTrailName(name);
  const arn = trailArn(accountId, homeRegion, name);
  refuseTaken(world, trail, arn);
  refuseSixth(world, trail);
  const created: Trail = {
    name,
    arn,
    accountId,
    homeRegion,
    settings,
    selectors: defaultSelectors,
    insightSelectors: [],
    aggregations: [],
    tags: new Map(Object.entries(trail.tags ?? {})),
    logging: { isLogging: false },
  };
  world.cloudtrail.trails.set(accountId, [...trailsOf(world, accountId), created]);
  return created;
}

function refuseTaken(world: World, { accountId, homeRegion, name }: NewTrail, arn: string): void {
  const visible = visibleTrails(world, accountId, homeRegion);
  const taken = visible.some((other) => other.accountId === accountId && other.name === name);
  if (!taken && !trailsOf(world, accountId).some((other) => other.arn === arn)) return;
  throw new Refusal(
    'TrailAlreadyExistsException',
    `Trail ${name} already exists for customer: ${accountId}`,
  );
}

/** A multi-Region trail counts in every Region; an organization trail counts in every member [D WhatIsCloudTrail-Limits]. */
function refuseSixth(world: World, { accountId, homeRegion, settings }: NewTrail): void {
  const regions = settings.isMultiRegionTrail ? world.regions : [homeRegion];
  const full = regions.find((region) => visibleTrails(world, accountId, region).length >= 5);
  if (full === undefined) return;
  throw new Refusal(
    'MaximumNumberOfTrailsExceededException',
    `User: ${accountId} already has 5 trails in ${full}.`,
  );
}

/** An organization trail goes from every member at once; AWS may take a day. */
export function deleteTrail(world: World, trail: Trail): void {
  const left = trailsOf(world, trail.accountId).filter((other) => other !== trail);
  world.cloudtrail.trails.set(trail.accountId, left.slice());
}

/** Starting a trail that logs succeeds and leaves its start time alone (unverified, see FIDELITY.md). */
export function startLogging(trail: Trail, at: Date): void {
  if (trail.logging.isLogging) return;
  trail.logging = { ...trail.logging, isLogging: true, startLoggingTime: at };
}

/** Stopping a stopped trail succeeds and leaves its stop time alone (unverified, see FIDELITY.md). */
export function stopLogging(trail: Trail, at: Date): void {
  if (!trail.logging.isLogging) return;
  trail.logging = { ...trail.logging, isLogging: false, stopLoggingTime: at };
}
