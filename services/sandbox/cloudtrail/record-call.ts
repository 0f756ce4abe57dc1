import { randomUUID } from 'node:crypto';
import {
  type Action,
  type Call,
  isRead,
  type Outcome,
  type RecordPart,
  type Service,
  type World,
} from '../core/service';
import { coveringTrails, trailsRecording } from './coverage';
import { deliverRecord } from './deliver-record';
import { cloudTrailRecord, type RecordedCall } from './record';
import type { Trail } from './state';
import { foreignIdentity } from './user-identity';

export interface FinishedCall {
  readonly service: Service;
  readonly action: Action;
  readonly call: Call;
  readonly outcome: Outcome;
  /** Trails that covered the call before it took effect. */
  readonly coveredBy: readonly Trail[];
}

/** Writes the call into the event history, and into the other account's when the call concerned it too. */
export function recordCall(world: World, finished: FinishedCall): void {
  const recorded = recordedCall(world, finished);
  if (!recorded) return;
  const { service, action, call, coveredBy } = finished;
  const record = cloudTrailRecord(recorded);
  // A StartLogging is told by the trail it started.
  const after = coveringTrails(world, service, action, call);
  const trails = [...new Set([...coveredBy, ...after])];
  deliverRecord(world, { record, accountId: call.accountId, region: call.region, trails });
  shareRecord(world, recorded);
}

function recordedCall(world: World, finished: FinishedCall): RecordedCall | undefined {
  const { service, action, call, outcome } = finished;
  if (outcome.kind === 'hung-up' || action.record === null) return undefined;
  const output = outcome.kind === 'output' ? outcome.output : undefined;
  const part: RecordPart = action.record?.(call, output, world) ?? {};
  const error = errorOf(outcome);
  const shared = !error && part.sharedWith !== undefined && part.sharedWith !== call.accountId;
  return {
    service,
    readOnly: isRead(action, call.action),
    ...(action.eventName !== undefined && { eventName: action.eventName }),
    call,
    part,
    ...(error && { error }),
    ...(shared && { sharedEventId: randomUUID() }),
  };
}

function errorOf(outcome: Outcome): RecordedCall['error'] {
  if (outcome.kind === 'refused') return outcome.refusal;
  if (outcome.kind !== 'raw' || outcome.answer.errorCode === undefined) return undefined;
  return { code: outcome.answer.errorCode, message: '' };
}

function shareRecord(world: World, recorded: RecordedCall): void {
  const { sharedEventId, service, call, part, readOnly } = recorded;
  if (sharedEventId === undefined || part.sharedWith === undefined) return;
  const accountId = part.sharedWith;
  const record = {
    ...cloudTrailRecord(recorded),
    userIdentity: foreignIdentity(call.principal),
    recipientAccountId: accountId,
  };
  const event = { eventSource: service.eventSource, readOnly };
  const trails = trailsRecording(world, accountId, call.region, event);
  deliverRecord(world, { record, accountId, region: call.region, trails });
}
