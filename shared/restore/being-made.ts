import type { Decision } from '../domain/decision';
import type { Finding } from '../domain/finding';
import type { SubjectMemory } from '../domain/memory';
import { isSeenOf, type Observation } from '../domain/observation';
import type { EventSignal } from '../domain/signal';
import { isTrailState } from '../domain/trail';
import { suspected } from '../tampering/catalogue';
import { isMaking } from './remade';

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
