import type { SqsRecord } from '../../shared/aws/sqs-event';
import {
  type BeatingPlace,
  type ClaimedBeat,
  FORGED_HEARTBEAT,
  type Heard,
  type Sent,
} from '../../shared/domain/heartbeat';
import type { LogEntry } from '../../shared/domain/log-entry';
import { describeObstacle } from '../../shared/domain/obstacle';
import type { EventSignal, Signal } from '../../shared/domain/signal';
import { mayBeOurs } from '../../shared/signal/whose-call';
import { suspected } from '../../shared/tampering/catalogue';
import type { Responder } from './responder';
import { type Again, messageOf } from './tell';

/** A beat and the message it came in. */
export interface CameIn {
  readonly claimed: ClaimedBeat;
  readonly record: SqsRecord;
}

/**
 * After a look, where a check asks for it. What AWS refuses waits for the next check; what the table refuses comes
 * again. Returns what came of it, where that could be written down.
 */
export async function beatFrom(
  place: BeatingPlace,
  records: ReadonlySet<SqsRecord>,
  { heart, log }: Responder,
  again: Again,
): Promise<Sent | undefined> {
  const { accountId, region } = place;
  try {
    const sent = await heart.beat(place);
    log({ kind: 'heartbeat', accountId, region, ...sentEntry(sent) });
    return sent;
  } catch (error) {
    const why = `The heartbeat of ${accountId} ${region} could not be recorded: ${messageOf(error)}`;
    for (const record of records) again.set(record, { why });
    return undefined;
  }
}

type Entry = Omit<Extract<LogEntry, { kind: 'heartbeat' }>, 'kind' | 'accountId' | 'region'>;

function sentEntry(sent: Sent): Entry {
  switch (sent.kind) {
    case 'unsent':
      return { outcome: 'unsent', why: describeObstacle(sent.why) };
    case 'silent':
      return { outcome: 'silent', since: sent.since };
    default:
      return { outcome: sent.kind };
  }
}

/**
 * A call that the account does not allow is recorded without its parameters, so a beat that was denied does
 * not come back as one. It is told as unsent where it was to leave, and is no attempt.
 */
export const isDeniedBeat = (signal: Signal, { ports }: Responder): boolean =>
  signal.kind === 'event' &&
  signal.evidence.eventName === 'AddTags' &&
  /^AccessDenied/.test(signal.evidence.errorCode ?? '') &&
  mayBeOurs(ports.whose(signal));

/** A beat changes nothing and is no attempt. One that is not ours is. */
export async function hearBeat(
  { claimed, record }: CameIn,
  responder: Responder,
  again: Again,
): Promise<void> {
  const { event } = claimed;
  const { accountId, region } = event;
  try {
    const heard = await responder.heart.hear(claimed);
    if (heard.kind === 'forged') await recordForged(event, heard.why, responder);
    responder.log({ kind: 'heartbeat', accountId, region, ...heardEntry(heard) });
  } catch (error) {
    again.set(record, { why: `A heartbeat could not be taken in: ${messageOf(error)}` });
  }
}

const heardEntry = (heard: Heard): Entry =>
  heard.kind === 'forged'
    ? { outcome: 'forged', why: heard.why }
    : { outcome: heard.kind, latencyMs: heard.latencyMs };

const recordForged = (
  event: EventSignal,
  why: string,
  { recordAttempts }: Responder,
): Promise<void> =>
  recordAttempts(event.accountId, [
    {
      event,
      techniques: [FORGED_HEARTBEAT, ...suspected(event.evidence).map(({ id }) => id)],
      sentence: `A caller sent a heartbeat of account ${event.accountId} that is not one of ours: ${why}.`,
    },
  ]);
