import { preciseNow } from '../core/clock';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { putServiceEvent } from '../events/publish';
import { deliverFiles } from './deliver-files';
import { noteForFiles } from './keep-log-files';
import type { CloudTrailRecord, Trail } from './state';

export interface Delivery extends Place {
  readonly record: CloudTrailRecord;
  /** The trails that cover the call; with none, the record stays in the event history. */
  readonly trails: readonly Trail[];
}

/** AWS keeps 90 days; here the newest of each account and Region. */
const historyLimit = 5000;

/** Event history always, the trails while they cover the call, the default bus while EventBridge hears through one. */
export function deliverRecord(world: World, delivery: Delivery): void {
  const { record, accountId, region, trails } = delivery;
  remember(world, delivery);
  for (const trail of trails) {
    deliverFiles(world, trail);
    noteForFiles(world, delivery, trail);
  }
  const reachedEventBridge = trails.some((trail) => isHeardThrough(world, trail));
  world.feed.push({ kind: 'record', record, reachedEventBridge, at: preciseNow() });
  if (!reachedEventBridge) return;
  putServiceEvent(world, {
    accountId,
    region,
    source: `aws.${record.eventSource.split('.')[0]}`,
    detailType: detailTypeOf(record),
    detail: record,
    time: new Date(record.eventTime),
  });
}

/** A trail that has just been started records, and EventBridge does not hear through it yet. */
function isHeardThrough(world: World, { logging }: Trail): boolean {
  const startedAt = logging.startLoggingTime?.getTime() ?? 0;
  return world.now().getTime() - startedAt >= world.cloudtrail.deafForMilliseconds;
}

function detailTypeOf({ eventType }: CloudTrailRecord): string {
  return eventType === 'AwsServiceEvent'
    ? 'AWS Service Event via CloudTrail'
    : 'AWS API Call via CloudTrail';
}

function remember(world: World, { record, accountId, region }: Delivery): void {
  const key = `${accountId}/${region}`;
  const kept = world.cloudtrail.history.get(key) ?? [];
  kept.push(record);
  if (kept.length >= historyLimit * 2) kept.splice(0, kept.length - historyLimit);
  world.cloudtrail.history.set(key, kept);
}
