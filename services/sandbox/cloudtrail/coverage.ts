import { type Action, type Call, isRead, type Service, type World } from '../core/service';
import { type ManagementEvent, selects } from './selectors';
import type { Trail } from './state';
import { visibleTrails } from './visible-trails';

/** The logging trails that record this call in the caller's account and Region. */
export function coveringTrails(
  world: World,
  service: Service,
  action: Action,
  call: Call,
): readonly Trail[] {
  const event = { eventSource: service.eventSource, readOnly: isRead(action, call.action) };
  return trailsRecording(world, call.accountId, call.region, event);
}

/**
 * Own trails of that Region, own multi-Region trails, the organization's trails. EventBridge hears of
 * a call only while this is not empty [D eb-service-event-cloudtrail].
 */
export function trailsRecording(
  world: World,
  accountId: string,
  region: string,
  event: ManagementEvent,
): readonly Trail[] {
  return visibleTrails(world, accountId, region).filter(
    (trail) => trail.logging.isLogging && selects(trail.selectors, event),
  );
}
