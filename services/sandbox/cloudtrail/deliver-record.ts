import { randomUUID } from 'node:crypto';
import { preciseNow } from '../core/clock';
import type { Place } from '../core/place';
import {
  type Action,
  type Call,
  isRead,
  type Outcome,
  type Service,
  type World,
} from '../core/service';
import { putServiceEvent } from '../events/publish';
import { deliverFiles } from './deliver-files';
import { noteForFiles } from './keep-log-files';
import { cloudTrailRecord, foreignIdentity, seconds } from './record';
import { type ManagementEvent, selects } from './selectors';
import type { CloudTrailRecord, Trail } from './state';
import { visibleTrails } from './trail';

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
  const what = record.eventType === 'AwsServiceEvent' ? 'AWS Service Event' : 'AWS API Call';
  putServiceEvent(world, {
    accountId,
    region,
    source: `aws.${record.eventSource.split('.')[0]}`,
    detailType: `${what} via CloudTrail`,
    detail: record,
    time: new Date(record.eventTime),
  });
}

/** A trail that has just been started records, and EventBridge does not hear through it yet. */
function isHeardThrough(world: World, { logging }: Trail): boolean {
  const startedAt = logging.startLoggingTime?.getTime() ?? 0;
  return world.now().getTime() - startedAt >= world.cloudtrail.deafForMilliseconds;
}

function remember(world: World, { record, accountId, region }: Delivery): void {
  const key = `${accountId}/${region}`;
  const kept = world.cloudtrail.history.get(key) ?? [];
  kept.push(record);
  if (kept.length >= historyLimit * 2) kept.splice(0, kept.length - historyLimit);
  world.cloudtrail.history.set(key, kept);
}

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

interface FinishedCall {
  readonly service: Service;
  readonly action: Action;
  readonly call: Call;
  readonly outcome: Outcome;
  /** Trails that covered the call before it took effect. */
  readonly coveredBy: readonly Trail[];
}

/** Writes the call into the event history, and into the other account's when the call concerned it too. */
export function recordCall(world: World, finished: FinishedCall): void {
  const { service, action, call, outcome, coveredBy } = finished;
  if (outcome.kind === 'hung-up' || action.record === null) return;
  const { accountId, region } = call;
  const output = outcome.kind === 'output' ? outcome.output : undefined;
  const part = action.record?.(call, output, world) ?? {};
  const readOnly = isRead(action, call.action);
  const error = errorOf(outcome);
  const sharedWith = error || part.sharedWith === accountId ? undefined : part.sharedWith;
  const sharedEventId = sharedWith === undefined ? undefined : randomUUID();
  const { eventName } = action;
  const recorded = { service, readOnly, eventName, call, part, error, sharedEventId };
  // A StartLogging is told by the trail it started.
  const after = coveringTrails(world, service, action, call);
  const trails = [...new Set([...coveredBy, ...after])];
  deliverRecord(world, { record: cloudTrailRecord(recorded), accountId, region, trails });
  if (sharedWith === undefined) return;
  deliverRecord(world, {
    record: {
      ...cloudTrailRecord(recorded),
      userIdentity: foreignIdentity(call.principal),
      recipientAccountId: sharedWith,
    },
    accountId: sharedWith,
    region,
    trails: trailsRecording(world, sharedWith, region, {
      eventSource: service.eventSource,
      readOnly,
    }),
  });
}

function errorOf(
  outcome: Outcome,
): { readonly code: string; readonly message: string } | undefined {
  if (outcome.kind === 'refused') return outcome.refusal;
  if (outcome.kind !== 'raw' || outcome.answer.errorCode === undefined) return undefined;
  return { code: outcome.answer.errorCode, message: '' };
}

interface RecordedServiceEvent extends Place {
  /** e.g. `organizations.amazonaws.com` */
  readonly eventSource: string;
  /** e.g. `CloseAccountResult` */
  readonly eventName: string;
  readonly serviceEventDetails: unknown;
  readonly resources?: readonly unknown[];
}

/**
 * Writes what AWS itself did into the event history of a place; there was no call. It comes onto the default bus as
 * `AWS Service Event via CloudTrail` while a trail covers the place [D non-api-aws-service-events]. Shaped as
 * CloseAccountResult in [D] orgs_security_incident-response.
 */
export function recordServiceEvent(world: World, event: RecordedServiceEvent): void {
  const { accountId, region, eventSource, eventName, serviceEventDetails, resources } = event;
  const record: CloudTrailRecord = {
    eventVersion: '1.11',
    userIdentity: { accountId, invokedBy: eventSource },
    eventTime: seconds(world.now()),
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress: eventSource,
    userAgent: eventSource,
    requestParameters: null,
    responseElements: null,
    eventID: randomUUID(),
    readOnly: false,
    ...(resources && { resources }),
    eventType: 'AwsServiceEvent',
    managementEvent: true,
    recipientAccountId: accountId,
    serviceEventDetails,
    eventCategory: 'Management',
  };
  const trails = trailsRecording(world, accountId, region, { eventSource, readOnly: false });
  deliverRecord(world, { record, accountId, region, trails });
}
