import type { Decision } from '../domain/decision';
import type { Finding } from '../domain/finding';
import type { SubjectMemory } from '../domain/memory';
import { isSeenOf, type Observation } from '../domain/observation';
import type { EventSignal, Signal } from '../domain/signal';
import type { Subject } from '../domain/subject';
import { isTrailState } from '../domain/trail';
import { suspected } from '../tampering/catalogue';
import { isMaking } from './remade';
import { creationsAmong } from './suspicious-events';

/** CreateTrail is one call and StartLogging another: people and consoles send both within seconds. */
const GRACE_MS = 60_000;

const isNear = (one: string, other: string): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) < GRACE_MS;

/**
 * Was this trail made within the last minute, as far as what made us look tells? Its place is watched since then, so
 * the looks of that series stand for the event. An event that comes a second time, or late, no longer counts as
 * recent.
 */
export function isJustMade(subject: Subject, signals: readonly Signal[], now: string): boolean {
  if (subject.kind !== 'trail') return false;
  const events = signals.filter((signal) => signal.kind === 'event');
  const times = [
    ...creationsAmong(subject, events).map(({ eventTime }) => eventTime),
    ...signals.flatMap((signal) =>
      signal.kind === 'check' ? (signal.watch?.startedAt ?? []) : [],
    ),
  ];
  return times.some((at) => Date.parse(now) - Date.parse(at) < GRACE_MS);
}

/** Was it started for the first time within the last minute? */
export function isJustStarted(observation: Observation, now: string): boolean {
  if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return false;
  const { startedAt, stoppedAt } = observation.state.status;
  return startedAt !== undefined && !stoppedAt && isNear(startedAt.at, now);
}

/** Calls that mostly belong to making a subject: they are tampering only where their effect is found. */
export const TAKEN_IN_MAKING: ReadonlySet<string> = new Set([
  'drop-insights',
  'change-log-group-class',
]);

/**
 * A console sends PutInsightSelectors with every trail that it makes, mostly to set none. For a trail that is seen
 * for the first time, that call is part of making it, and so is CreateLogGroup. What such a call took from a
 * baseline is found all the same.
 */
export function isOfMaking(
  { evidence, eventTime }: EventSignal,
  beside: {
    readonly seen: Observation;
    readonly memory: SubjectMemory | undefined;
    readonly now: string;
  },
): boolean {
  const { seen, memory, now } = beside;
  const calls = suspected(evidence);
  if (calls.length === 0 || calls.some(({ id }) => !TAKEN_IN_MAKING.has(id))) return false;
  if (seen.subject.kind === 'log-group') return true;
  if (!isSeenOf(seen, 'trail') || seen.kind !== 'present' || !memory) return false;
  if (memory.baseline) {
    const { capturedAt, state } = memory.baseline;
    const hadInsights = 'insights' in state && (state.insights ?? []).length > 0;
    return !hadInsights && isNear(capturedAt, eventTime);
  }
  const { startedAt, stoppedAt } = seen.state.status;
  const isFirst = !stoppedAt && (!startedAt || isNear(startedAt.at, eventTime));
  return isFirst && isNear(eventTime, now);
}

interface Seen {
  readonly observation: Observation;
  readonly memory: SubjectMemory | undefined;
  /** What other callers did, as this delivery's events tell, and what we did. */
  readonly others: readonly EventSignal[];
  readonly ours: readonly EventSignal[];
  readonly now: string;
}

/**
 * A deleted trail that is made again lacks, for a moment, what is put on it after CreateTrail: it does not log yet, and
 * has no selectors or tags. Another environment may look then. It was not stopped or narrowed: it was deleted, and its
 * findings are named so. A finding keeps its name where another's call in the same delivery may have caused it, and
 * where CreateTrail itself sets that part.
 */
export function namedAsMade(decision: Decision, seen: Seen): Decision {
  if (!('findings' in decision) || !isBeingMade(seen)) return decision;
  const done = new Set(
    seen.others.flatMap(({ evidence }) => suspected(evidence).map(({ id }) => id)),
  );
  const isPending = ({ technique }: Finding) => PENDING.has(technique) && !done.has(technique);
  const isStarted = !isNeverLogged(seen.observation);
  const findings = decision.findings.map((finding): Finding => {
    const isStop = finding.technique === 'stop-logging' && isStarted;
    return isStop || !isPending(finding)
      ? finding
      : { ...finding, technique: DELETED, sentence: sentenceOf(seen) };
  });
  return { ...decision, findings };
}

const DELETED = 'delete-trail';

/** The parts that CreateTrail cannot set. */
const PENDING: ReadonlySet<string> = new Set([
  'stop-logging',
  'narrow-event-selectors',
  'narrow-advanced-selectors',
  'drop-insights',
  'change-tags',
  'change-event-configuration',
]);

function isBeingMade({ observation, memory, ours, now }: Seen): boolean {
  if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return false;
  const must = memory?.baseline?.state;
  if (!must || !isTrailState(must)) return false;
  return (
    (must.status.isLogging && isNeverLogged(observation)) ||
    memory.owedSince !== undefined ||
    ours.some((event) => isMaking(event, observation.subject, now))
  );
}

/** The trail was never started since it was made: a stop would have left its time. */
function isNeverLogged(observation: Observation): boolean {
  if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return false;
  const { isLogging, startedAt, stoppedAt } = observation.state.status;
  return !isLogging && !startedAt && !stoppedAt;
}

const sentenceOf = ({ observation }: Seen): string =>
  `Trail ${observation.subject.id.split('/').at(-1)} was deleted, and is there again without all it had.`;
