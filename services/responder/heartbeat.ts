import type { Attempt } from '../../shared/aws/incidents/record-attempts';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import {
  type BeatingPlace,
  type ClaimedBeat,
  FORGED_HEARTBEAT,
  type Heard,
  type Sent,
} from '../../shared/domain/heartbeat';
import type { Log, LogEntry } from '../../shared/domain/log-entry';
import { describeObstacle } from '../../shared/domain/obstacle';
import type { EventSignal } from '../../shared/domain/signal';
import { suspected } from '../../shared/tampering/catalogue';
import { type Again, comeAgain } from './come-again';

/** The proof that signals reach us (docs/decisions/0019-a-heartbeat.md). */
export interface Heart {
  /** Sends a beat from a place, and tells when none was heard for too long. Throws when that could not be written down. */
  readonly beat: (place: BeatingPlace) => Promise<Sent>;
  /** Takes in a beat that came. Throws when it could not be judged or written down. */
  readonly hear: (claimed: ClaimedBeat) => Promise<Heard>;
}

/** What a beat needs of the responder. */
interface Beating {
  readonly heart: Heart;
  readonly log: Log;
  readonly recordAttempts: (accountId: string, attempts: readonly Attempt[]) => Promise<void>;
}

/**
 * After a look, where a check asks for it. What AWS refuses waits for the next check; what the table refuses comes
 * again. Returns what came of it, where that could be written down.
 */
export async function beatFrom(
  place: BeatingPlace,
  records: ReadonlySet<SqsRecord>,
  { heart, log }: Pick<Beating, 'heart' | 'log'>,
  again: Again,
): Promise<Sent | undefined> {
  const { accountId, region } = place;
  try {
    const sent = await heart.beat(place);
    log({ kind: 'heartbeat', accountId, region, ...sentEntry(sent) });
    return sent;
  } catch (error) {
    const what = `The heartbeat of ${accountId} ${region} could not be recorded`;
    comeAgain(again, records, what, { error });
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

/** A beat changes nothing and is no attempt. One that is not ours is. */
export async function hearBeat(
  { claimed, record }: { readonly claimed: ClaimedBeat; readonly record: SqsRecord },
  beating: Beating,
  again: Again,
): Promise<void> {
  const { event } = claimed;
  const { accountId, region } = event;
  try {
    const heard = await beating.heart.hear(claimed);
    if (heard.kind === 'forged') await recordForged(event, heard.why, beating);
    beating.log({ kind: 'heartbeat', accountId, region, ...heardEntry(heard) });
  } catch (error) {
    comeAgain(again, [record], 'A heartbeat could not be taken in', { error });
  }
}

const heardEntry = (heard: Heard): Entry =>
  heard.kind === 'forged'
    ? { outcome: 'forged', why: heard.why }
    : { outcome: heard.kind, latencyMs: heard.latencyMs };

const recordForged = (
  event: EventSignal,
  why: string,
  { recordAttempts }: Beating,
): Promise<void> =>
  recordAttempts(event.accountId, [
    {
      event,
      techniques: [FORGED_HEARTBEAT, ...suspected(event.evidence).map(({ id }) => id)],
      sentence: `A caller sent a heartbeat of account ${event.accountId} that is not one of ours: ${why}.`,
    },
  ]);
