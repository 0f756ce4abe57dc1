import type { Coverage } from './coverage';
import type { Obstacle } from './obstacle';
import type { Place } from './place';
import type { EventSignal } from './signal';
import { isOfKind, type Subject } from './subject';

/**
 * A call on a trail that cannot exist: AWS refuses it, and the record of the refusal travels the way of every
 * signal. A record that comes back proves the whole way of an account × Region.
 */
export interface Beat extends Place {
  readonly sentAt: string;
}

/** What an event claims to be; only the seal tells whether it is a beat. */
export interface ClaimedBeat {
  readonly event: EventSignal;
  /** The name of the trail in the call. */
  readonly name: string;
}

/**
 * A beat that is older than this and unheard is a silence. AWS gives no figure for CloudTrail's way to
 * EventBridge ("near real-time"), and log files take about five minutes.
 */
export const HEARTBEAT_LATE_MS = 15 * 60_000;

/** No technique: missing beats show that the way is cut. */
export const SILENT_CHANNEL = 'silent-channel';

/** A call that imitates a beat. */
export const FORGED_HEARTBEAT = 'forge-heartbeat';

/** The row of an account × Region's beats. */
export interface Heartbeat extends Place {
  /** The last beat that was sent, or tried; absent where there was none. */
  readonly sentAt?: string;
  /** Since when beats leave and none arrives; absent after one was heard. */
  readonly silentSince?: string;
  /** When the last beat that was heard arrived; absent where none ever did. */
  readonly heardAt?: string;
  /** From the call of that beat to its arrival in the queue. */
  readonly latencyMs?: number;
  /** Why the last beat could not be sent; absent when it was. */
  readonly unsent?: Obstacle;
  readonly unsentAt?: string;
  /** The incident of the silence. */
  readonly incident?: string;
}

/** The result of sending a beat. */
export type Sent =
  | { readonly kind: 'sent' }
  /** Sent, but no beat was heard for too long before. */
  | { readonly kind: 'silent'; readonly since: string }
  /** `isNew`: no other beat of this half hour failed to leave before. */
  | { readonly kind: 'unsent'; readonly why: Obstacle; readonly isNew?: boolean }
  /** Another responder sent a later beat from this place meanwhile. */
  | { readonly kind: 'overtaken' };

/** The result of hearing a beat. */
export type Heard =
  | { readonly kind: 'heard'; readonly latencyMs: number }
  /** Ours, and no news: delivered twice, or long after a later one was sent. */
  | { readonly kind: 'old'; readonly latencyMs: number }
  | { readonly kind: 'forged'; readonly why: string };

/** A place to send a beat from, after everything in it was looked at. */
export interface BeatingPlace extends Place {
  /** Why the look could not even list its trails: then no further call is tried. */
  readonly missed?: Obstacle;
  /** The look's verdict on the place; absent where it had none. */
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
