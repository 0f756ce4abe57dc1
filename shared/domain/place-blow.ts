import { isWithin } from './blind-window';
import { blowsOn, coveredUntil, handOf, type IncidentRecord, isWhole } from './incident-record';
import type { Reconciliation } from './reconciliation';
import type { EventSignal } from './signal';

/** Where an event belongs that reached us while this incident holds its subject. */
export type EventPlace =
  | 'known' // it is counted here already
  | 'here' // it happened while this incident lasted
  | 'after' // a blow after it was whole, after it was answered, or after its playbook was through
  | 'earlier'; // it happened before this incident: in another's time

/** AWS's event times are whole seconds, and its clock is not ours. */
export const SKEW_MS = 2_000;
/** EventBridge tries for a day. An event that is older than the incident by more did not open it. */
const LATEST_MS = 24 * 3_600_000;

export function placeOf(event: EventSignal, held: IncidentRecord): EventPlace {
  if (held.eventIds?.has(event.id)) return 'known';
  const at = Date.parse(event.eventTime);
  if (held.since !== undefined && at + SKEW_MS < Date.parse(held.since)) return 'earlier';
  if (at < Date.parse(held.openedAt) - LATEST_MS) return 'earlier';
  const answered = coveredUntil(held);
  if (answered !== undefined) return at > Date.parse(answered) ? 'after' : 'here';
  const whole = isWhole(held) ? (held.restoredAt ?? held.lastSeenAt) : held.playbook?.endedAt;
  return whole !== undefined && at > Date.parse(whole) ? 'after' : 'here';
}

/** A second look may still be shown the state before our own step: AWS's reads follow its writes by seconds. */
const SETTLED_MS = 10_000;

/** Did the look find a blow that the incident does not have, including one that no event tells of? */
export function isFoundAnew(
  { findings, startedAt, outcome, isLate }: Reconciliation,
  held: IncidentRecord,
): boolean {
  const seen = Date.parse(held.observedAt ?? held.restoredAt ?? held.lastSeenAt);
  const isLater = Date.parse(startedAt) > seen + SETTLED_MS;
  // A look that was not possible is no blow, and an answer does not cover it either.
  if (findings.length === 0) {
    return outcome === 'escalated' && held.acknowledged && isWhole(held) && isLater;
  }
  const known = coveredUntil(held) ?? held.restoredAt ?? held.lastSeenAt;
  return findings.some(({ technique, window, healed }) => {
    // An incident of another technique may have been written since.
    if (isLate && !held.techniques?.has(technique)) return true;
    if (!window || window.from.source === 'clock') return isWhole(held) && !healed && isLater;
    return window.from.at > known && !isWithin(window.from.at, held.windows ?? []);
  });
}

export interface BlowRules {
  readonly quietMs: number;
  readonly escalateAfter: number;
}

/** Does a blow join the incident that holds its subject, or open one of its own? */
export type BlowPlace =
  | { readonly kind: 'join' }
  | { readonly kind: 'open'; readonly follows: boolean; readonly priorBlows: number };

const JOIN: BlowPlace = { kind: 'join' };

interface Struck {
  readonly events: readonly EventSignal[];
  readonly found: boolean;
  readonly isUnheard?: boolean;
  readonly techniques: readonly string[];
  readonly at: string;
}

/**
 * Pure. `events` are those that happened after the incident; `found` says that a look found more, and `isUnheard` that
 * nothing but a check brought it: then its actor is not known.
 *
 *   not whole                     → join    it is being worked on
 *   nothing new                   → join
 *   answered                      → open    the answer says nothing of it
 *   quiet for an hour             → open    and follows nothing
 *   a fight                       → join    the fifth name of an attacker is no fifth incident
 *   its playbook is through       → open    its people were asked of that one, and not of this
 *   another hand or technique     → open
 *   found, and by whom not known  → open    the incident before says who did that one, and not this
 *   the same again                → join
 */
export function placeBlow(
  { events, found, isUnheard = false, techniques, at }: Struck,
  held: IncidentRecord,
  { quietMs, escalateAfter }: BlowRules,
): BlowPlace {
  const isAsked = held.playbook !== undefined;
  if (!(isAsked || isWhole(held)) || (events.length === 0 && !found)) return JOIN;
  const isQuiet = Date.parse(held.lastSeenAt) < Date.parse(at) - quietMs;
  if (isQuiet) return { kind: 'open', follows: false, priorBlows: 0 };
  if (held.acknowledged) return { kind: 'open', follows: true, priorBlows: 0 };
  const priorBlows = (held.priorBlows ?? 0) + blowsOn(held);
  if ((!isAsked && held.state === 'escalated') || priorBlows >= escalateAfter) return JOIN;
  const isAnother =
    isAsked ||
    (found && isUnheard && held.hands !== undefined) ||
    events.some((event) => !held.hands?.has(handOf(event))) ||
    techniques.some((id) => held.techniques && !held.techniques.has(id));
  return isAnother ? { kind: 'open', follows: true, priorBlows } : JOIN;
}

/**
 * The same for events that no look follows: refused calls, and what is told and not undone. No such incident is ever
 * whole, so an answer or an hour of quiet makes room for the next.
 */
export function placeTold(
  events: readonly EventSignal[],
  held: IncidentRecord,
  { at, quietMs }: { readonly at: string; readonly quietMs: number },
): BlowPlace {
  const news = events.filter(({ id }) => !held.eventIds?.has(id));
  if (news.length === 0) return JOIN;
  const isQuiet = Date.parse(held.lastSeenAt) < Date.parse(at) - quietMs;
  const answered = coveredUntil(held);
  const isAfter = answered !== undefined && news.some(({ eventTime }) => eventTime > answered);
  return isQuiet || isAfter ? { kind: 'open', follows: isAfter && !isQuiet, priorBlows: 0 } : JOIN;
}
