import type { World } from '../core/service';
import { deliver } from './deliver';
import { matchesPattern } from './pattern/matches-pattern';
import type { Event, EventBus, Passage, Rule } from './state';

/** Hands an event that arrived on the bus to every target of every rule that matches; later, not now. */
export function publish(world: World, bus: EventBus, event: Event, passage: Passage): void {
  for (const rule of bus.rules.values()) {
    if (!hears(rule, event)) continue;
    for (const target of rule.targets.values()) {
      setImmediate(() => deliver(world, { rule, target, event, passage }, publish));
    }
  }
}

/** Plain rules hear no read-only API calls. [D] eb-service-event-cloudtrail-management */
function hears(rule: Rule, event: Event): boolean {
  if (rule.state === 'DISABLED') return false;
  const isRead = event['detail-type'].endsWith('via CloudTrail') && event.detail.readOnly === true;
  if (isRead && rule.state !== 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS') return false;
  return matchesPattern(rule.pattern, event);
}
