import type { Seal } from '../../shared/aws/baselines/sealed';
import { classify } from '../../shared/aws/classify';
import {
  type BeatSeal,
  beatSeal,
  latencyOf,
  noteHeard,
  noteSent,
  noteUnsent,
  sendBeat,
} from '../../shared/aws/heartbeat/send-beat';
import type { Book } from '../../shared/aws/incidents/hold-incident';
import type { Attempt } from '../../shared/aws/incidents/record-attempts';
import type { MemberAccess } from '../../shared/aws/member-access';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import {
  type Beat,
  type BeatingPlace,
  beatName,
  type ClaimedBeat,
  FORGED_HEARTBEAT,
  type Heard,
  readBeatName,
  type Sent,
} from '../../shared/domain/heartbeat';
import type { Log, LogEntry } from '../../shared/domain/log-entry';
import { describeObstacle, type Obstacle } from '../../shared/domain/obstacle';
import type { EventSignal } from '../../shared/domain/signal';
import { suspected } from '../../shared/tampering/catalogue';
import { silentSince } from '../../shared/watch/heartbeat/silence';
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

interface World {
  readonly book: Book;
  readonly seal: Pick<Seal, 'sign'>;
  readonly access: MemberAccess;
  readonly isOwn: (event: EventSignal) => boolean;
  readonly now: () => Date;
}

export function heartWith(world: World): Heart {
  const given = { ...world, seal: beatSeal(world.seal) };
  return { beat: (place) => beat(place, given), hear: (claimed) => hear(claimed, given) };
}

type Given = Omit<World, 'seal'> & { readonly seal: BeatSeal };

async function beat(place: BeatingPlace, given: Given): Promise<Sent> {
  const { book, now } = given;
  const { accountId, region } = place;
  const sentAt = now().toISOString();
  if (place.missed) {
    // It met the look as well: another call would only wait as long again.
    await noteUnsent(book.table, { accountId, region, why: place.missed, at: sentAt });
    return { kind: 'unsent', why: place.missed };
  }
  const sent: Beat = { accountId, region, sentAt };
  const heartbeat = await noteSent(book.table, sent);
  if (!heartbeat) return { kind: 'overtaken' };
  // Before the call leaves: the beat may be heard before the call is answered, and ends what is told by then.
  const since = silentSince(heartbeat, sentAt);
  if (since) {
    const { recordSilence } = await import('./record-silence');
    await recordSilence(book, { heartbeat, place, since }, sentAt);
  }
  const why = await leave(sent, given);
  if (why) {
    await noteUnsent(book.table, { ...sent, why, at: now().toISOString() });
    const { unsentAt } = heartbeat;
    return { kind: 'unsent', why, isNew: !unsentAt || halfHour(unsentAt) !== halfHour(sentAt) };
  }
  return since ? { kind: 'silent', since } : { kind: 'sent' };
}

const halfHour = (at: string): number => Math.floor(Date.parse(at) / 1_800_000);

/** What met it; nothing when its record is on the way. */
async function leave(sent: Beat, { seal, access }: Given): Promise<Obstacle | undefined> {
  try {
    return await sendBeat(access, sent, beatName(sent.sentAt, await seal.sign(sent)));
  } catch (error) {
    return classify(error, 'kms:GenerateMac');
  }
}

async function hear({ event, name }: ClaimedBeat, given: Given): Promise<Heard> {
  const { book, seal } = given;
  const { accountId, region, receivedAt } = event;
  const read = readBeatName(name);
  if (!read) return { kind: 'forged', why: `${name} is not a name we give` };
  if (!given.isOwn(event)) {
    return { kind: 'forged', why: `${event.evidence.actor.principal} is not one of ours` };
  }
  const claimed: Beat = { accountId, region, sentAt: read.sentAt };
  if (!(await seal.verify(claimed, read.mac))) {
    return { kind: 'forged', why: `${name} is not sealed for ${accountId} ${region}` };
  }
  const latencyMs = latencyOf(claimed, receivedAt);
  const heartbeat = await noteHeard(book.table, claimed, receivedAt);
  if (!heartbeat) return { kind: 'old', latencyMs };
  if (heartbeat.incident) {
    const { endSilence } = await import('./record-silence');
    await endSilence(book, heartbeat, receivedAt);
  }
  return { kind: 'heard', latencyMs };
}
