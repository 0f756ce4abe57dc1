import { accountParts } from './blind-in-part';
import {
  atMostWindows,
  type BlindWindow,
  type ClosedWindow,
  clockTime,
  endOfSecond,
  firstSince,
  isClosed,
  isWithin,
  measure,
  startOf,
  unite,
} from './blind-window';
import { actorNames, type Evidence } from './evidence';
import {
  BEING_FOUGHT,
  isBeingFought,
  isLikely,
  standingOf,
  stateOf,
  tamperedEntry,
  timelineOf,
} from './happening';
import { BECOME_GUARD, IMPOSTOR, IMPOSTOR_SENTENCE } from './impostor';
import type { Repeat, TimelineEntry } from './incident';
import {
  blowsOn,
  coveredUntil,
  crowdedOut,
  grown,
  grownInTime,
  handOf,
  type IncidentRecord,
  isWhole,
  principalOf,
  remembered,
  room,
  stemOf,
} from './incident-record';
import { isFoundAnew } from './place-blow';
import type { Reconciliation } from './reconciliation';
import type { EventSignal } from './signal';
import { isUnread } from './unread';

/*
 * An incident as a sum: of events, each once; of the time that was dark, each moment once; and of looks, of which
 * the latest tells the state. Pure, and the same in any order in which they come.
 */

interface Counting {
  /** Our clock. */
  readonly at: string;
  readonly techniques?: readonly string[];
}

/** Counts events on an incident, each once. */
export function accountEvents(
  record: IncidentRecord,
  events: readonly EventSignal[],
  { at, techniques = [] }: Counting,
): IncidentRecord {
  const untold = crowdIn(events);
  const counted = withStops(
    events.reduce((known, event) => accountEvent(known, event, untold.has(event)), record),
  );
  const named = grown(counted.techniques, techniques, room.techniques);
  if (counted.events === record.events) return { ...counted, techniques: named };
  return { ...counted, techniques: named, lastSeenAt: latest(at, record.lastSeenAt) };
}

/**
 * When the same role or user made one call more than ten times in a batch, the calls between its first and its last
 * five are counted without a row. Otherwise each batch of a flood would be as large as the whole list.
 */
function crowdIn(events: readonly EventSignal[]): ReadonlySet<EventSignal> {
  const classes = new Map<string, EventSignal[]>();
  for (const event of events) {
    const key = rowClassOf(tamperedEntry(event));
    classes.set(key, [...(classes.get(key) ?? []), event]);
  }
  return new Set([...classes.values()].flatMap((all) => (all.length > 10 ? all.slice(5, -5) : [])));
}

function accountEvent(
  record: IncidentRecord,
  event: EventSignal,
  isUntold: boolean,
): IncidentRecord {
  const { eventIds, evidence: known } = record;
  if (eventIds?.has(event.id)) return { ...record, redeliveries: record.redeliveries + 1 };
  const { eventTime } = event;
  const evidence: Evidence = { ...event.evidence, eventTime };
  const named = withNames(record, evidence, handOf(event));
  const isListed = actorNames(evidence.actor).every((name) => named.actors.has(name));
  const isFirst =
    !known ||
    isHeardNow(evidence, known) ||
    placeInTime(evidence, event.receivedAt) < placeInTime(known, record.heardAt);
  return {
    ...(isUntold
      ? withoutRow(heardOf(record, evidence), eventTime)
      : withMoments(heardOf(record, evidence), [tamperedEntry(event)], 'blows')),
    ...(record.unexplained && { unexplained: record.unexplained - 1 }),
    events: record.events + 1,
    eventIds: remembered(eventIds, event.id),
    ...named,
    ...(!isListed && { furtherCalls: (record.furtherCalls ?? 0) + 1 }),
    ...(evidence.eventName === 'StopLogging' && {
      stops: grown(record.stops, [eventTime], room.stops),
    }),
    lastBlowAt: latest(eventTime, record.lastBlowAt),
    ...(isFirst && { evidence, heardAt: event.receivedAt }),
  };
}

/** The callers so far, with one more. The rows say when each was last seen. */
export function withNames(
  { actors, hands, timeline = [] }: IncidentRecord,
  { actor }: Evidence,
  hand: string,
) {
  const lastOf = (name: string): string => {
    const said = principalOf(name).replace(/^.*:role\/(?:.*\/)?/, ':assumed-role/');
    return timeline.reduce(
      (at, entry) => (entry.text.includes(said) && entry.at > at ? entry.at : at),
      '',
    );
  };
  return {
    actors: grownInTime(actors, actorNames(actor), room.actors, lastOf),
    hands: grownInTime(hands, [hand], room.hands, lastOf),
  };
}

/**
 * The first caller's event is the evidence, in any order in which the events are written down. AWS's times are whole
 * seconds: within one second, it is the event that reached us first.
 */
const placeInTime = ({ eventTime = '', eventId = '' }: Evidence, heardAt = ''): string =>
  eventTime + heardAt + eventId;

/** An event that was only likely so far has been heard now: the timeline has it once. */
const heardOf = (record: IncidentRecord, evidence: Evidence): IncidentRecord =>
  record.evidence && isHeardNow(evidence, record.evidence) ? withoutLikely(record) : record;

/** Without the call that was found in Event history, whose place another takes. */
export const withoutLikely = (record: IncidentRecord): IncidentRecord =>
  record.timeline?.some(isLikely)
    ? { ...record, timeline: record.timeline.filter((entry) => !isLikely(entry)) }
    : record;

/** The call was only found in Event history so far. */
const isHeardNow = (one: Evidence, known: Evidence): boolean =>
  known.certainty !== undefined && known.eventId === one.eventId;

const BLOWS: ReadonlySet<TimelineEntry['kind']> = new Set(['tampered', 'attempted']);

export const isBlow = ({ kind }: TimelineEntry): boolean => BLOWS.has(kind);

/**
 * Adds moments. Where there is no more room for their kind one gives way: an attacker's moments do not displace
 * ours.
 */
export function withMoments(
  record: IncidentRecord,
  entries: readonly TimelineEntry[],
  which: 'blows' | 'moments',
): IncidentRecord {
  const timeline = [...(record.timeline ?? [])];
  let { furtherMoments = 0, furtherUntil } = record;
  for (const entry of entries.map(clipped)) {
    const alike = timeline.filter(
      (one) => isBlow(one) === (which === 'blows') && one.kind !== 'acknowledged',
    );
    const gone =
      alike.length >= room[which] && crowdedOut([...alike, entry], rowClassOf, ({ at }) => at);
    if (!gone) {
      timeline.push(entry);
      continue;
    }
    // It takes the same place: one row is written, even if the list is long.
    if (gone !== entry) timeline[timeline.indexOf(gone)] = entry;
    furtherMoments += 1;
    furtherUntil = latest(gone.at, furtherUntil);
  }
  return {
    ...record,
    ...(timeline.length > 0 && { timeline }),
    ...(furtherUntil && { furtherMoments, furtherUntil }),
  };
}

const withoutRow = (record: IncidentRecord, at: string): IncidentRecord => ({
  ...record,
  furtherMoments: (record.furtherMoments ?? 0) + 1,
  furtherUntil: latest(at, record.furtherUntil),
});

/** The same call by the same role or user; for our own moments, the same words. */
const rowClassOf = (entry: TimelineEntry): string =>
  isBlow(entry) ? `${entry.text.split(' ')[0]} ${stemOf(callerIn(entry))}` : entry.text;

const callerIn = ({ text }: TimelineEntry): string => / by (\S+) from /.exec(text)?.[1] ?? '';

const clipped = (entry: TimelineEntry): TimelineEntry =>
  entry.text.length > room.text ? { ...entry, text: `${entry.text.slice(0, room.text)}…` } : entry;

const latest = (one: string, other: string | undefined): string =>
  other !== undefined && other > one ? other : one;

export const FIGHT_SENTENCE =
  'It is tampered with again and again; someone keeps undoing the restoration.';

/**
 * Whether the blows on it, and on the incidents that it goes on from, are as many as a fight has. Events and looks
 * both tell of blows.
 */
const isFight = (record: IncidentRecord, escalateAfter: number): boolean =>
  blowsOn(record) > 0 && blowsOn(record) + (record.priorBlows ?? 0) >= escalateAfter;

/**
 * An incident that has become a fight is escalated, even if the look found it whole. So is one whose attacker has
 * become one of our own roles, which no look undoes.
 */
export function fought(record: IncidentRecord, escalateAfter: number): IncidentRecord {
  if (record.state !== 'attempted' && record.techniques?.has(BECOME_GUARD)) {
    const said = record.escalation?.includes(IMPOSTOR) ? record.escalation : undefined;
    const state = record.state === 'open' ? 'open' : 'escalated';
    return { ...record, state, escalation: said ?? IMPOSTOR_SENTENCE };
  }
  if (!isFight(record, escalateAfter)) return record;
  const { state, escalation = '', restoredAt } = record;
  if (escalation.startsWith(FIGHT_SENTENCE)) return { ...record, state: 'escalated' };
  // A person must also know what stands in the way of putting it back.
  const why =
    state !== 'restored' && restoredAt === undefined && escalation ? ` ${escalation}` : '';
  return { ...record, state: 'escalated', escalation: `${FIGHT_SENTENCE}${why}` };
}

export interface Accounting {
  /** How the incident begins where no row is written yet. */
  readonly base: IncidentRecord;
  /** The look's events that belong to this incident. */
  readonly events: readonly EventSignal[];
  readonly escalateAfter: number;
}

/** The incident after one look. The same look again changes nothing. */
export function accountLook(
  held: IncidentRecord | undefined,
  look: Reconciliation,
  { base, events, escalateAfter }: Accounting,
): IncidentRecord {
  const { startedAt, taken } = look;
  const severity = isBeingFought(look) ? 'critical' : look.severity;
  const techniques = namedBy(look, held, events);
  const before = held ?? base;
  const counted = accountEvents(before, events, { at: startedAt, techniques });
  const isFound = held ? isFoundAnew(look, held) : look.findings.length > 0;
  const isNewEvent = counted.events > before.events;
  const found: IncidentRecord =
    isFound && !isNewEvent
      ? {
          ...counted,
          unexplained: (counted.unexplained ?? 0) + 1,
          lastBlowAt: latest(look.windows.at(-1)?.from.at ?? startedAt, counted.lastBlowAt),
        }
      : counted;
  const windowed = withStops(accountWindows(found, closedBy(look, before)));
  const parts = accountParts(before.blindInPart ?? [], look, before.observedAt);
  const inPart = parts.length > 0 ? { ...windowed, blindInPart: parts } : windowed;
  const settled = settle(inPart, look, escalateAfter);
  // Where the look found nothing, only the event itself tells what happened.
  const isNews =
    (isNewEvent && look.decision.kind !== 'compliant') ||
    settled.state !== held?.state ||
    settled.blindMs !== before.blindMs ||
    settled.windows?.length !== before.windows?.length ||
    taken.some(({ as }) => as === 'runbook');
  const noted = isNews ? withMoments(settled, timelineOf(look), 'moments') : settled;
  const worst: IncidentRecord = { ...noted, severity: worse(severity, before.severity) };
  return retold(worst, held, startedAt);
}

/**
 * A subject that was made again lacks a part because AWS refused it, or because we are not done. A look in another
 * environment, which does not know yet that it was made again, takes that for tampering. Events are believed.
 */
function namedBy(
  { techniques, findings }: Reconciliation,
  held: IncidentRecord | undefined,
  events: readonly EventSignal[],
): readonly string[] {
  const isMadeAgain = [...(held?.techniques ?? [])].some((id) => id.startsWith('delete-'));
  if (!held || !isMadeAgain || isWhole(held) || events.length > 0) return techniques;
  const isTaken = (id: string) =>
    !findings.some(({ technique, isLacking }) => technique === id && isLacking);
  return techniques.filter((id) => held.techniques?.has(id) || isTaken(id));
}

const SEVERITIES: readonly IncidentRecord['severity'][] = ['critical', 'high', 'medium'];

const worse = (one: IncidentRecord['severity'], other: IncidentRecord['severity']) =>
  SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other) ? one : other;

/** Adds dark time; a moment that another look has written down counts once. */
export function accountWindows(
  record: IncidentRecord,
  closed: readonly ClosedWindow[],
): IncidentRecord {
  if (closed.length === 0) return record;
  const known = unite(record.windows ?? []);
  const united = unite([...known, ...closed]);
  return {
    ...record,
    windows: atMostWindows(united, room.windows),
    blindMs: record.blindMs + measure(united) - measure(known),
  };
}

/**
 * A trail that is deleted loses the time of its last stop. A stop that only its event tells of was dark until the
 * next deletion. The next stop in a status shows that the trail logged in between.
 */
function withStops(record: IncidentRecord): IncidentRecord {
  const { stops, windows = [] } = record;
  if (!stops?.size) return record;
  const told = [...stops].filter(
    (at) => !isWithin(endOfSecond(at), windows) && !isWithin(at, windows),
  );
  const dark = told.flatMap((at): ClosedWindow[] => {
    const next = windows.find(({ from }) => from.at > at);
    return next && next.from.source !== 'GetTrailStatus'
      ? [{ from: { at, source: 'event' }, to: next.from }]
      : [];
  });
  const left = told.filter((at) => !dark.some(({ from }) => from.at === at));
  return { ...accountWindows(record, dark), stops: new Set(left) };
}

/** Windows that a look shows to be over, even if it only shows that the dark it knew of has ended. */
function closedBy(look: Reconciliation, before: IncidentRecord): readonly ClosedWindow[] {
  const { windows, observation } = look;
  const closed = windows.filter(isClosed);
  const { blindSince: since, blindSource: source = 'clock' } = before;
  if (since === undefined || !isLatest(look, before)) return closed;
  const open = windows.find(({ to }) => to === undefined);
  const isBlind = open ? open.from.at <= since : stateOf(look) !== 'restored';
  if (isBlind || isWithin(since, closed) || isWithin(since, before.windows ?? [])) return closed;
  // The status tells of the last start only; the trail logged before any other known stop.
  const ends = [...(before.windows ?? []), ...closed].map(({ to }) => to);
  const startedAt = firstSince(since, [
    startOf(observation),
    ...ends.filter((end) => end.source === 'GetTrailStatus'),
  ]);
  const isBetween = startedAt && (!open || startedAt.at <= open.from.at);
  // Dark the whole time, as far as is known: it stays open from its first moment.
  if (!isBetween && open) return closed;
  const to = isBetween ? startedAt : clockTime(observation.observedAt);
  return [{ from: { at: since, source }, to }, ...closed];
}

/** Two looks may be written in the wrong order; the later look decides. */
const isLatest = ({ observation }: Reconciliation, { observedAt }: IncidentRecord): boolean =>
  observedAt === undefined || observedAt <= observation.observedAt;

/** The state of the incident after this look. A fight stays escalated although its subject is whole. */
function settle(
  record: IncidentRecord,
  look: Reconciliation,
  escalateAfter: number,
): IncidentRecord {
  const { outcome, observation, endedAt, decision, again, windows } = look;
  const state = stateOf(look);
  const whole = state === 'restored';
  // Another look found it whole. That does not undo the restoration, and is no news where it was whole already.
  const isStale = outcome === 'unchanged' && record.observedAt !== undefined && isWhole(record);
  if (!isLatest(look, record) || isStale) return fought(byUs(record, look), escalateAfter);
  const { escalation: _, restoredAt: __, blindSince: ___, blindSource: ____, ...known } = record;
  const { standing: _____, unread, ...rest } = known;
  const standing = standingOf(look);
  const why = isBeingFought(look)
    ? `${BEING_FOUGHT} ${again ?? ''}`.trim()
    : (again ?? (decision.kind === 'escalate' ? decision.why : undefined));
  const open = windows.find(({ to }) => to === undefined);
  return fought(
    {
      ...rest,
      state,
      outcome,
      observedAt: observation.observedAt,
      lastSeenAt: latest(endedAt, record.lastSeenAt),
      ...(standing && { standing }),
      ...((isUnread(look) || unread) && {
        unread: isUnread(look) ? ('now' as const) : ('before' as const),
      }),
      ...(!whole && why && { escalation: why }),
      ...(whole && { restoredAt: endedAt }),
      ...(!whole && blindOf(open ?? claimedIn(look, record), record, record.windows ?? [])),
    },
    escalateAfter,
  );
}

/** A later look that was written first found it whole, because of the steps of this one. */
const byUs = (record: IncidentRecord, { outcome }: Reconciliation): IncidentRecord =>
  outcome === 'restored' && record.outcome === 'unchanged' && isWhole(record)
    ? { ...record, outcome }
    : record;

/** Where nothing can be read, and none of our steps started the trail, only the event tells of a new stop. */
function claimedIn(
  { observation, taken, tampering }: Reconciliation,
  { eventIds, windows = [] }: IncidentRecord,
): BlindWindow | undefined {
  const isStarted = taken.some(({ step, obstacle }) => step.call === START && !obstacle);
  if (observation.kind !== 'unreachable' || isStarted) return undefined;
  const [at] = tampering
    .filter(({ id, evidence }) => ENDS.has(evidence.eventName) && eventIds?.has(id))
    .map(({ eventTime }) => eventTime)
    .filter((time) => !isWithin(time, windows) && !isWithin(endOfSecond(time), windows))
    .sort();
  return at === undefined ? undefined : { from: { at, source: 'event' } };
}

const START = 'cloudtrail:StartLogging';
const ENDS: ReadonlySet<string> = new Set(['StopLogging', 'DeleteTrail']);

/** The first moment of the dark that lasts, from an event or from a look. */
function blindOf(
  open: BlindWindow | undefined,
  { blindSince, blindSource }: IncidentRecord,
  closed: readonly BlindWindow[],
): Pick<IncidentRecord, 'blindSince' | 'blindSource'> {
  const isEnded = blindSince !== undefined && isWithin(blindSince, closed);
  if (blindSince !== undefined && !isEnded && (!open || blindSince <= open.from.at)) {
    return { blindSince, ...(blindSource && { blindSource }) };
  }
  return open ? { blindSince: open.from.at, blindSource: open.from.source } : {};
}

/**
 * An answer covers what had happened when it was given: a later blow, or a blow by another caller, needs a new
 * answer.
 */
export function unanswered(
  record: IncidentRecord,
  held: IncidentRecord,
  at: string,
): IncidentRecord {
  const covered = coveredUntil(held);
  if (covered === undefined || !held.acknowledged) return record;
  const isAnother = [...(record.hands ?? [])].some((hand) => !held.hands?.has(hand));
  const isLater = (record.lastBlowAt ?? '') > covered;
  const isFurther = [...(record.techniques ?? [])].some((id) => !held.techniques?.has(id));
  if (!isAnother && !isLater && !isFurther) return record;
  const { acknowledgement: _, acknowledgedUntil: __, ...rest } = record;
  return { ...rest, acknowledged: false, unansweredSince: at };
}

/** The news about a repeat, if it is worth telling: a fight of a thousand blows is some ten messages. */
function repeated(record: IncidentRecord, held: IncidentRecord, at: string): IncidentRecord {
  const [was, times] = [blowsOn(held), blowsOn(record)];
  if (times <= was) return record;
  const { hands: known = new Set() } = held;
  const names = [...(record.hands ?? [])]
    .filter((hand) => !known.has(hand))
    .map(principalOf)
    .filter((name) => !held.actors?.has(name));
  // Further sessions of a role make no message each. Another role or user does, as far as there is room.
  const stems = new Set([...(held.actors ?? [])].map(stemOf));
  const actor =
    held.hands === undefined || known.size < room.toldActors
      ? names[0]
      : names.find((name) => !stems.has(stemOf(name)));
  const isNamed = held.hands !== undefined && actor !== undefined && stems.size < room.toldStems;
  const techniques = [...(record.techniques ?? [])].filter((id) => !held.techniques?.has(id));
  const isStep = STEPS.some((step) => was < step && step <= times);
  if (!isStep && !isNamed && techniques.length === 0) return record;
  const again: Repeat = {
    times,
    at,
    ...(actor !== undefined && { actor }),
    ...(techniques.length > 0 && { techniques }),
  };
  return { ...record, again };
}

/** An incident as it was counted on, with what that means for its answer, and whether it is worth telling again. */
export const retold = (
  record: IncidentRecord,
  held: IncidentRecord | undefined,
  at: string,
): IncidentRecord => (held ? repeated(unanswered(record, held, at), held, at) : record);

const STEPS = [2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000];

/** Counts events without a look: calls that AWS refused, and what is told and not undone. */
export function accountTold(
  held: IncidentRecord | undefined,
  base: IncidentRecord,
  told: {
    readonly events: readonly EventSignal[];
    readonly techniques: readonly string[];
    readonly at: string;
  },
): IncidentRecord {
  const { events, techniques, at } = told;
  const counted = accountEvents(held ?? base, events, { at, techniques });
  return retold(counted, held, at);
}
