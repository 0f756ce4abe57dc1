import type { Decision } from '../domain/decision';
import type { Finding } from '../domain/finding';
import type { SubjectMemory } from '../domain/memory';
import { isSeenOf, type Observation } from '../domain/observation';
import type { Runbook } from '../domain/runbook';
import { same } from '../domain/same';
import { ALL_MANAGEMENT } from '../domain/selectors';
import { type EventSignal, type Signal, succeeded } from '../domain/signal';
import type { Step } from '../domain/step';
import type { Subject, SubjectKind } from '../domain/subject';
import { isTrailState } from '../domain/trail';
import { suspected } from '../tampering/catalogue';
import { runbooks } from './runbooks/catalogue';
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

interface Told {
  readonly subject: Subject;
  readonly memory: SubjectMemory | undefined;
  readonly events: readonly EventSignal[];
  readonly now: string;
}

/**
 * Does another one stand where the baseline's stood? Either we made it and have not finished, or an event tells of a
 * deletion and the attacker made it again before we looked. Then it has to be all that its baseline says. A
 * deletion from long before the last look at it was dealt with by that look.
 */
export function isRemade({ subject, memory, events, now }: Told): boolean {
  if (memory?.owedSince !== undefined) return true;
  const deletions = finishing(subject.kind).flatMap(({ undoes }) => undoes);
  return events.some(
    (event) =>
      succeeded(event) &&
      suspected(event.evidence).some(({ id }) => deletions.includes(id)) &&
      (!memory?.episode || Date.parse(now) - Date.parse(event.eventTime) < DEALT_WITH_MS),
  );
}

const DEALT_WITH_MS = 3_600_000;

/** Is this the step after which everything else is owed? */
export const makesAnew = ({ call }: Step, { kind }: Subject): boolean =>
  /:Create[A-Z]/.test(call) && finishing(kind).length > 0;

/** Was it made anew by this call, within the last minute? */
export const isMaking = (event: EventSignal, { kind }: Subject, now: string): boolean =>
  succeeded(event) &&
  /^Create[A-Z]/.test(event.evidence.eventName) &&
  finishing(kind).length > 0 &&
  Date.parse(now) - Date.parse(event.eventTime) < MAKING_MS;

const MAKING_MS = 60_000;

const finishing = <K extends SubjectKind>(kind: K): readonly Runbook<K>[] =>
  (runbooks[kind] as readonly Runbook<K>[]).filter(({ finish }) => finish);

/**
 * Does it only lack what the baseline has there: because we are not done yet with one that was made anew, or AWS
 * refused a part of it? An attacker who puts another value there leaves that value.
 */
export const isLacking = ({ part, healed, window }: Finding, is: object, must: object): boolean =>
  !healed &&
  !window &&
  part.split(', ').every((path) =>
    path === 'selectors'
      ? same(at(is, path), ALL_MANAGEMENT) // a trail gets all of its own in one call, and has AWS's until then
      : path === VALIDATION || lacksAt(path.split('.'), is, must),
  );

/** The one setting that AWS turns off where we leave it out. */
const VALIDATION = 'settings.logFileValidationEnabled';

/** As far as the path leads in the baseline: a part may go on with names that are not in the state. */
function lacksAt([name = '', ...rest]: readonly string[], is: unknown, must: unknown): boolean {
  const next = at(must, name);
  return next === undefined ? lacks(is, must) : lacksAt(rest, at(is, name), next);
}

const at = (state: unknown, name: string): unknown =>
  typeof state === 'object' && state !== null && Object.hasOwn(state, name)
    ? (state as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** What several calls put back may be there in part. A value that is off was turned off. */
function lacks(is: unknown, must: unknown): boolean {
  if (is === undefined || is === null || is === '' || is === must) return true;
  if (Array.isArray(is)) {
    return Array.isArray(must) && is.every((one) => must.some((other) => same(one, other)));
  }
  return (
    typeof is === 'object' &&
    typeof must === 'object' &&
    Object.entries(is).every(([name, value]) => lacks(value, at(must, name)))
  );
}

/** What one that was made anew still lacks, although no technique may miss it; nothing when it is whole. */
export function unfinished(
  { id }: Pick<Subject, 'id'>,
  [technique]: readonly string[],
  owed: readonly Step[],
): Finding | undefined {
  if (owed.length === 0 || technique === undefined) return undefined;
  const calls = [...new Set(owed.map(({ call }) => call))].join(', ');
  return {
    technique,
    part: 'all of it',
    expected: 'as it was before it was deleted',
    actual: `without ${calls}`,
    sentence: `${id} was deleted; it is there again, and ${calls} is still owed to it.`,
    healed: false,
  };
}
