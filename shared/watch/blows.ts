import type { Episode } from '../domain/memory';
import type { Reconciliation } from '../domain/reconciliation';
import { type EventSignal, succeeded } from '../domain/signal';
import { isOfKind, type Subject } from '../domain/subject';
import type { TrailSettings } from '../domain/trail';
import { isCentralPart, parseWardenArn } from '../domain/warden-arn';
import type { Blow } from '../domain/watch';
import { TRAIL_RULES } from '../signal/protected';

type Look = Pick<
  Reconciliation,
  | 'subject'
  | 'signals'
  | 'findings'
  | 'taken'
  | 'tampering'
  | 'outcome'
  | 'windows'
  | 'observation'
  | 'memory'
  | 'startedAt'
  | 'endedAt'
  | 'isLate'
>;

/**
 * Findings of a look that make events of its place unreliable for a while: a trail that was started, made, or given
 * other settings or selectors, and a part of our own channel that was not what it must be.
 */
export function blowIn(look: Look): Blow | undefined {
  const { subject } = look;
  if (isOfKind(subject, 'trail')) return deafened(look, subject);
  if (isOfKind(subject, 'warden')) return struck(look, subject);
  return undefined;
}

/**
 * Was a part of ours struck, or put back? Then everything in its reach is a reason to look, now. One that stays
 * wrong, because a person must put it back or AWS refuses us, is struck once: its place is owed its looks, and
 * each of them would else begin the series anew, and have the whole organization swept, for ever. So is an event that
 * comes again because of it. One that a planned change leaves as it is was not struck at all.
 */
export function isOurPartStruck(look: Look): boolean {
  const { subject, findings, taken, tampering, outcome, memory, isLate } = look;
  if (subject.kind !== 'warden') return false;
  const isPutBack = outcome !== 'failed' && taken.some(({ obstacle }) => !obstacle);
  if (isPutBack) return true;
  if (findings.length === 0) return false;
  const { episode } = memory;
  const isKnown = episode?.state === 'open' || episode?.state === 'escalated';
  // What another delivery put back and did not write down was not looked around either.
  if (isLate) return true;
  if (!isLeftWrong(outcome)) return tampering.length > 0;
  return !isKnown || tampering.some((event) => isSince(episode, event));
}

/**
 * Does a part of ours stay wrong without which no event of this Region is sent to us? A role that blocks a
 * forwarder, for one, waits for a person.
 */
export const isUnheardIn = (
  region: string,
  { subject, findings, outcome }: Pick<Look, 'subject' | 'findings' | 'outcome'>,
): boolean =>
  subject.kind === 'warden' &&
  subject.region === region &&
  isSender(subject.id) &&
  findings.length > 0 &&
  isLeftWrong(outcome);

/**
 * Without these parts no event is sent to us from their Region. Rules that only report other subjects are not among
 * them: a stopped trail is heard without them.
 */
export function isSender(id: string): boolean {
  const part = parseWardenArn(id);
  if (part?.kind === 'role') return part.name.startsWith('trailwarden-forwarder-');
  return part?.kind === 'rule' && TRAIL_RULES.includes(part.name);
}

const isLeftWrong = (outcome: Look['outcome']): boolean =>
  outcome === 'failed' || outcome === 'escalated';

/** AWS's event times are cut to whole seconds. */
const isSince = ({ observedAt, lastSeenAt }: Episode, { eventTime }: EventSignal): boolean =>
  Date.parse(eventTime) + 1_000 > Date.parse(observedAt ?? lastSeenAt);

/**
 * AWS was seen not to tell of calls for minutes after a start (aws-facts section 11), and it tells of none that a
 * trail's selectors or settings leave out. This is the newest of our own starts, of those in events, and of a stop
 * that healed before the look.
 */
function deafened(look: Look, { accountId, region, id }: Subject<'trail'>): Blow | undefined {
  const { signals, taken, windows, isLate, startedAt } = look;
  const own = taken.filter(({ step, obstacle }) => !obstacle && DEAFENING.has(step.call));
  const heard = signals.filter((signal) => signal.kind === 'event' && isDeafening(signal));
  const times = [
    ...own.map(answeredAt),
    ...windows.flatMap(({ to }) => to?.at ?? []),
    ...(isLate ? [startedAt] : []),
    ...heard.map(timeOf),
  ];
  const at = times.sort().at(-1);
  if (at === undefined) return undefined;
  const why = `trail ${nameOf(id)} was started or changed`;
  return { accountId, region, at, why, reach: reachOf(settingsOf(look)) };
}

/** Before these calls the trail may have left events out; after them AWS may tell of none for minutes. */
const DEAFENING: ReadonlySet<string> = new Set(
  ['StartLogging', 'CreateTrail', 'UpdateTrail', 'PutEventSelectors'].map(
    (name) => `cloudtrail:${name}`,
  ),
);

const isDeafening = (event: EventSignal): boolean =>
  succeeded(event) && DEAFENING.has(`cloudtrail:${event.evidence.eventName}`);

const answeredAt = ({ answeredAt }: Look['taken'][number]): string => answeredAt;

const timeOf = (signal: Look['signals'][number]): string =>
  signal.kind === 'event' ? signal.eventTime : signal.receivedAt;

/** As it was seen, and as it must be. */
function settingsOf({ observation, memory }: Look): readonly TrailSettings[] {
  const seen = observation.kind === 'present' ? observation.state : undefined;
  return [seen, memory.baseline?.state].flatMap((state) =>
    state && 'settings' in state ? (state.settings as TrailSettings) : [],
  );
}

/** As far as the trail reached before or reaches now; where neither is known, as far as a trail may. */
function reachOf(settings: readonly TrailSettings[]): Blow['reach'] {
  if (settings.some(({ isOrganizationTrail }) => isOrganizationTrail)) return 'organization';
  const isNarrow = settings.length > 0 && settings.every((one) => !one.isMultiRegionTrail);
  return isNarrow ? 'place' : 'account';
}

function struck(look: Look, { accountId, region, id }: Subject<'warden'>): Blow | undefined {
  const isStruck = isOurPartStruck(look);
  if (!isStruck && !isBoundaryTouched(look)) return undefined;
  const what = isStruck ? 'was not what it must be' : 'may be bound by another text';
  const why = `${partOf(id)} ${what}`;
  return { accountId, region, at: look.endedAt, why, reach: reachOfPart(id) };
}

/**
 * A version of a policy that bounds a role of ours was written, in force or not yet: the next call puts it in force,
 * and no event may tell of that one.
 */
const isBoundaryTouched = ({ signals }: Look): boolean =>
  signals.some(
    (signal) =>
      signal.kind === 'event' &&
      succeeded(signal) &&
      signal.evidence.eventSource === 'iam.amazonaws.com' &&
      BOUNDING.test(signal.evidence.eventName),
  );

const BOUNDING = /^(CreatePolicy|CreatePolicyVersion|DeletePolicy|SetDefaultPolicyVersion)$/;

/** Roles act in every Region. Every signal comes through the bus, its rule and the queue. */
function reachOfPart(id: string): Blow['reach'] {
  if (/:role\//.test(id)) return 'account';
  return isCentralPart(id) ? 'everything' : 'place';
}

const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn;

/** `rule trailwarden-forward`, `role trailwarden-guard`, `queue trailwarden-undelivered`. */
function partOf(arn: string): string {
  const [, kind, name] = /:(event-bus|rule|role)\/(.+)$/.exec(arn) ?? [];
  return kind && name ? `${kind} ${name}` : `queue ${arn.split(':').at(-1)}`;
}
