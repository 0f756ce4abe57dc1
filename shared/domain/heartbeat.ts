import type { Coverage } from './coverage';
import type { Obstacle } from './obstacle';
import type { EventSignal } from './signal';
import { isOfKind, type Subject } from './subject';

/**
 * A call on a trail that cannot exist: AWS refuses it, and the record of the refusal travels the way of
 * every signal. What comes back proves the whole way of an account × Region.
 */
export interface Beat {
  readonly accountId: string;
  readonly region: string;
  readonly sentAt: string;
}

/** What an event says that it is; whether it is one, only the seal tells. */
export interface ClaimedBeat {
  readonly event: EventSignal;
  /** The name of the trail that was called on. */
  readonly name: string;
}

/**
 * A beat that is older than this and unheard is a silence. AWS gives no figure for CloudTrail's way to
 * EventBridge ("near real-time"), and log files take about five minutes.
 */
export const HEARTBEAT_LATE_MS = 15 * 60_000;

/** No technique: a way that is cut is seen by what does not come. */
export const SILENT_CHANNEL = 'silent-channel';

/** A call that looks like a beat and is none. */
export const FORGED_HEARTBEAT = 'forge-heartbeat';

/** Everything kept of the beats of an account × Region. */
export interface Heartbeat {
  readonly accountId: string;
  readonly region: string;
  /** The last beat that was sent, or tried; absent where none ever was. */
  readonly sentAt?: string;
  /** Since when beats leave and none comes; absent after one was heard. */
  readonly silentSince?: string;
  /** Of the last beat that was heard; absent where none ever was. */
  readonly heardAt?: string;
  /** From the call to the queue, of that beat. */
  readonly latencyMs?: number;
  /** Why the last beat could not be sent; absent when it was. */
  readonly unsent?: Obstacle;
  readonly unsentAt?: string;
  /** The incident of the silence. */
  readonly incident?: string;
}

/** What came of sending one. */
export type Sent =
  | { readonly kind: 'sent' }
  /** Sent, and nothing was heard for too long before. */
  | { readonly kind: 'silent'; readonly since: string }
  /** `isNew`: none was in this half hour before. */
  | { readonly kind: 'unsent'; readonly why: Obstacle; readonly isNew?: boolean }
  /** Another responder sent a later beat from this place meanwhile. */
  | { readonly kind: 'overtaken' };

/** What came of hearing one. */
export type Heard =
  | { readonly kind: 'heard'; readonly latencyMs: number }
  /** Ours, and told nothing new: delivered twice, or long after a later one was sent. */
  | { readonly kind: 'old'; readonly latencyMs: number }
  | { readonly kind: 'forged'; readonly why: string };

/** A place from which a beat is wanted, after everything in it was looked at. */
export interface BeatingPlace {
  readonly accountId: string;
  readonly region: string;
  /** Why the look could not even list its trails: then no call is tried again. */
  readonly missed?: Obstacle;
  /** What the look said of it; absent where it said nothing. */
  readonly coverage?: Coverage;
}

const PREFIX = 'trailwarden-heartbeat.';

/** `trailwarden-heartbeat.mi9z2k1c.<mac>`: a name that CloudTrail takes for a trail's. [D] API_CreateTrail */
export const beatName = (sentAt: string, mac: string): string =>
  `${PREFIX}${Date.parse(sentAt).toString(36)}.${mac}`;

const NAME = /^trailwarden-heartbeat\.([0-9a-z]{1,9})\.([0-9a-f]+)$/;

/** Nothing when the name is no beat's. */
export function readBeatName(
  name: string,
): { readonly sentAt: string; readonly mac: string } | undefined {
  const [, time, mac] = NAME.exec(name) ?? [];
  return time && mac
    ? { sentAt: new Date(Number.parseInt(time, 36)).toISOString(), mac }
    : undefined;
}

/** Only a refused call: one that took effect concerns a real trail, even if it has a beat's name. */
export function claimedBeat(
  event: EventSignal,
  subjects: readonly Subject[],
): ClaimedBeat | undefined {
  if (event.evidence.errorCode === undefined) return undefined;
  for (const subject of subjects) {
    const name = isOfKind(subject, 'trail') ? subject.id.split(':trail/')[1] : undefined;
    if (name?.startsWith(PREFIX)) return { event, name };
  }
  return undefined;
}
