import { randomUUID } from 'node:crypto';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { deliver } from './deliver';
import { findBus } from './find-bus';
import { matchesPattern } from './pattern/matches-pattern';
import { type Event, type EventBus, eventTime, type Passage, type Rule } from './state';

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

interface ServiceEvent extends Place {
  /** e.g. `aws.cloudtrail`; only AWS itself may use this prefix. */
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly time: Date;
}

/** An event AWS itself puts on the default bus of an account and Region. Rules run after the caller is done. */
export function putServiceEvent(world: World, event: ServiceEvent): void {
  const { accountId, region } = event;
  const bus = findBus(world, { accountId, region });
  if (bus === undefined) return;
  const envelope = {
    version: '0',
    id: randomUUID(),
    'detail-type': event.detailType,
    source: event.source,
    account: accountId,
    time: eventTime(event.time),
    region,
    resources: [],
    detail: event.detail,
  } as const;
  publish(world, bus, envelope, { forwarded: false, crossedRegion: false });
}
