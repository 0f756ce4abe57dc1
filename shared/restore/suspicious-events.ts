import { ALTER_BASELINE, alterBaselineSeverity } from '../domain/altered-baseline';
import { clockTime, firstSince, startOf } from '../domain/blind-window';
import type { Finding } from '../domain/finding';
import { BECOME_GUARD, becomeGuardSeverity } from '../domain/impostor';
import type { Episode, SubjectMemory } from '../domain/memory';
import { isSeenOf, type Observation } from '../domain/observation';
import type { TakenStep } from '../domain/restoration';
import { type EventSignal, succeeded } from '../domain/signal';
import type { Subject } from '../domain/subject';
import type { Severity } from '../domain/technique';
import { isTrailState, type SourcedTime, type TrailStatus } from '../domain/trail';
import { findTechnique, mayTamper, suspectedOf } from '../tampering/catalogue';

/** The events that are tampering and took effect, each once even if it came several times, oldest first. */
export function tamperingAmong(events: readonly EventSignal[]): readonly EventSignal[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return [...byId.values()]
    .filter((event) => succeeded(event) && mayTamper(event.evidence))
    .sort((one, other) => one.eventTime.localeCompare(other.eventTime));
}

/** The events that made the trail, each once; making one is no technique's call. */
export const creationsAmong = (
  { kind }: Pick<Subject, 'kind'>,
  events: readonly EventSignal[],
): readonly EventSignal[] => [
  ...new Map(
    events
      .filter((event) => kind === 'trail' && succeeded(event) && isCreation(event))
      .map((event) => [event.id, event]),
  ).values(),
];

const isCreation = ({ evidence }: EventSignal): boolean =>
  evidence.eventSource === 'cloudtrail.amazonaws.com' && evidence.eventName === 'CreateTrail';

/**
 * The techniques of the findings. Without findings, the techniques of those calls that can be one technique only. A
 * call that can be several names none of them, and counts towards the severity alone. Becoming one of our roles is
 * always named.
 */
export function namedIn(
  { kind }: Pick<Subject, 'kind'>,
  findings: readonly Finding[],
  events: readonly EventSignal[],
  impostor?: EventSignal,
): { readonly techniques: readonly string[]; readonly severity: Severity } {
  const found = findings.map(({ technique }) => technique);
  const calls = tamperingAmong(events).map(({ evidence }) => suspectedOf(kind, evidence));
  const certain = calls.flatMap(([one, another]) => (one && !another ? one.id : []));
  const andRole = (named: readonly string[]) => (impostor ? [BECOME_GUARD, ...named] : named);
  const techniques = [...new Set(andRole(found.length > 0 ? found : certain))];
  const feared = calls.flat().map(({ id }) => id);
  return { techniques, severity: worst(andRole(found.length > 0 ? found : feared)) };
}

/** A severity that is unknown counts as `high`. */
function worst(techniques: readonly string[]): Severity {
  const severities = techniques.map(severityOf);
  if (severities.includes('critical')) return 'critical';
  return severities.every((severity) => severity === 'medium') && severities.length > 0
    ? 'medium'
    : 'high';
}

const severityOf = (id: string): Severity | undefined => {
  if (id === ALTER_BASELINE) return alterBaselineSeverity;
  return id === BECOME_GUARD ? becomeGuardSeverity : findTechnique(id)?.severity;
};

/**
 * Where the account does not say when a trail was stopped or deleted, the event's time is better than none: that of
 * the newest event, unless it is of an earlier time, since an old event may be delivered once more. `episode` says
 * when the trail was last seen whole.
 */
export function withClaimedStop(
  observation: Observation,
  events: readonly EventSignal[],
  episode?: Episode,
): Observation {
  if (!isSeenOf(observation, 'trail') || observation.kind === 'unreachable') return observation;
  const { observedAt } = observation;
  const within = { episode, until: observedAt };
  if (observation.kind === 'absent') {
    const goneAt = timeOf('DeleteTrail', events, within);
    return goneAt ? { ...observation, goneAt } : observation;
  }
  const { status } = observation.state;
  const stoppedAt = status.stoppedAt ?? timeOf('StopLogging', events, within);
  const goneAt = timeOf('DeleteTrail', events, within);
  const isMadeAgain = goneAt && isOfAfter(status, goneAt);
  if (!stoppedAt && !isMadeAgain) return observation;
  return {
    ...observation,
    ...(isMadeAgain && { goneAt }),
    state: { ...observation.state, status: { ...status, ...(stoppedAt && { stoppedAt }) } },
  };
}

/** A deletion removes the trail's times as well: what its status tells of an earlier time was read before that. */
const isOfAfter = ({ startedAt, stoppedAt }: TrailStatus, { at }: SourcedTime): boolean =>
  [startedAt, stoppedAt].every((time) => time === undefined || time.at >= at);

/** Since then no stop is accounted for; absent where the trail was never seen to be whole again. */
function seenWhole(episode: Episode | undefined): string | undefined {
  const { state, observedAt, accountedUntil } = episode ?? {};
  return [state === 'restored' ? observedAt : undefined, accountedUntil]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
}

/** AWS's event times are whole seconds, and its clock is not ours. */
const SKEW_MS = 2_000;

function timeOf(
  eventName: string,
  events: readonly EventSignal[],
  within: { readonly episode: Episode | undefined; readonly until: string },
): SourcedTime | undefined {
  const isOne = ({ evidence }: EventSignal) => evidence.eventName === eventName;
  return timesOf(events.filter(isOne), within).at(-1);
}

/** When these calls took effect, oldest first, without those of an earlier time. */
export function timesOf(
  events: readonly EventSignal[],
  { episode, until }: { readonly episode: Episode | undefined; readonly until: string },
): readonly SourcedTime[] {
  const after = seenWhole(episode);
  const earliest = after === undefined ? 0 : Date.parse(after) - SKEW_MS;
  const latest = Date.parse(until) + SKEW_MS;
  return events
    .filter(succeeded)
    .map(({ eventTime }) => eventTime)
    .filter((time) => Date.parse(time) >= earliest && Date.parse(time) <= latest)
    .sort()
    .map((at) => ({ at, source: 'event' }));
}

/**
 * A stop at or before this time is dealt with: it is in the state that a person accepted, in an incident, or
 * was part of a planned change. Every one of these is a time of AWS's, read with the stop itself. Never a clock
 * of ours, nor of the person who accepts a baseline: one that is ten minutes fast would hide ten minutes of stops.
 */
export function accountedUntil({ baseline, episode, plannedUntil }: SubjectMemory): string {
  const state = baseline?.state;
  const accepted = state && isTrailState(state) ? state.status.stoppedAt?.at : undefined;
  return [accepted ?? '', episode?.accountedUntil ?? '', plannedUntil ?? ''].sort().at(-1) ?? '';
}

interface Sent {
  readonly subject: Subject;
  readonly events: readonly EventSignal[];
  readonly memory: SubjectMemory | undefined;
  readonly sent: readonly TakenStep[];
  readonly observation: Observation;
}

/**
 * The stop that an event tells of and our reflex answered, where no look shows it: the status may be read late, or
 * an attacker made it look dealt with. That we wrote something is reason enough to tell of it. Nothing where the
 * stop is accounted for, or AWS did not take the step. The call may have hit a trail that was stopped already. Then
 * the trail was dark until it was started, and not until AWS took a step of ours that had to wait.
 */
export function unseenStop({
  subject,
  events,
  memory = {},
  sent,
  observation,
}: Sent): Finding | undefined {
  const step = sent.find(({ as, obstacle }) => as === 'reflex' && !obstacle);
  const known = Date.parse(accountedUntil(memory));
  const stop = events
    .filter((event) => event.evidence.eventName === 'StopLogging' && succeeded(event))
    .filter(
      ({ accountId, eventTime }) =>
        accountId === subject.accountId && !(Date.parse(eventTime) <= known),
    )
    .toSorted((one, other) => one.eventTime.localeCompare(other.eventTime))[0];
  if (!step || !stop) return undefined;
  const name = subject.id.split('/').at(-1);
  const answered = clockTime(step.answeredAt);
  return {
    technique: 'stop-logging',
    part: 'status.isLogging',
    expected: 'logging',
    actual: `was stopped at ${stop.eventTime}, as its event says`,
    sentence: `Trail ${name} was stopped and is logging again.`,
    healed: true,
    window: {
      from: { at: stop.eventTime, source: 'event' },
      to: firstSince(stop.eventTime, [answered, startOf(observation)]) ?? answered,
    },
  };
}
