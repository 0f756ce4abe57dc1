import type { World } from '../core/service';
import type { Trail } from './state';
import { trailsOf } from './visible-trails';

/** An organization trail goes from every member at once; AWS may take a day. */
export function deleteTrail(world: World, trail: Trail): void {
  const left = trailsOf(world, trail.accountId).filter((other) => other !== trail);
  world.cloudtrail.trails.set(trail.accountId, left.slice());
}
