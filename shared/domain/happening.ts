import type { Baseline } from './baseline';
import type { Decision } from './decision';
import type { Doubt } from './doubt';
import type { Finding } from './finding';
import type { IncidentState, Standing, TimelineEntry } from './incident';
import { describeObstacle, type Obstacle } from './obstacle';
import type { Reconciliation } from './reconciliation';
import type { EventSignal } from './signal';
import { describeStep } from './step';

/** Does this look belong in an incident: did it find something, or could it not find out? */
export function isIncident(reconciliation: Reconciliation): boolean {
  const { decision, outcome, findings, tampering } = reconciliation;
  if (NONE.has(decision.kind)) return false;
  if (findings.length > 0) return true;
  if (outcome !== 'escalated') return false;
  // A look that met a passing obstacle is simply repeated, after a check and after the echo of our own
  // steps; tampering is told at once.
  return !isWaitedOut(reconciliation) || tampering.length > 0;
}

const NONE: ReadonlySet<Decision['kind']> = new Set(['exempt', 'capture', 'retired']);

/** Nothing could be decided, and the obstacle may be gone in a moment. */
function isWaitedOut({
  observation,
  doubt,
}: Pick<Reconciliation, 'observation' | 'doubt'>): boolean {
  const why = observation.kind === 'unreachable' ? observation.why : obstacleIn(doubt);
  return why !== undefined && isPassing(why);
}

const obstacleIn = (doubt: Doubt | undefined): Obstacle | undefined =>
  doubt?.kind === 'unverified' ? doubt.why : undefined;

/** Worth waiting for: the same call may succeed in a moment. */
export const isPassing = ({ kind }: Obstacle): boolean =>
  kind === 'throttled' || kind === 'conflict' || kind === 'unreachable';

/** The sentence of a look that saw the restoration undone before the delivery was over. */
export const TAMPERED_MEANWHILE = 'It was tampered with again while being restored';

/**
 * A caller keeps us from putting it back. Either AWS took no more calls of this kind again and again, since others used
 * up the one a second that it takes, or the restoration was undone while we looked. No call of ours ends that; a policy does.
 */
export const isBeingFought = ({
  outcome,
  taken,
  again,
}: Pick<Reconciliation, 'outcome' | 'taken' | 'again'>): boolean =>
  outcome === 'failed' &&
  (again === TAMPERED_MEANWHILE || taken.some(({ refusals = 0 }) => refusals >= REFUSALS));

const REFUSALS = 3;

export const BEING_FOUGHT =
  'It is being fought: a caller keeps Trailwarden from putting it back. What ends it is a policy of the organization (SCP) that denies CloudTrail’s writes to all but trailwarden-guard and your deployment.';

export function stateOf(reconciliation: Reconciliation): IncidentState {
  const { outcome, decision, isForPerson } = reconciliation;
  if (outcome === 'failed')
    return isForPerson || isBeingFought(reconciliation) ? 'escalated' : 'open';
  if (outcome !== 'escalated') return 'restored';
  return isWaitedOut(reconciliation) && decision.kind === 'escalate' ? 'open' : 'escalated';
}

/** Absent where there is a baseline, or where the baseline could not be read. */
export function standingOf({
  decision,
  observation,
  memory,
  again,
}: Reconciliation): Standing | undefined {
  if (decision.kind === 'retired') return 'retired';
  if (memory.baseline || memory.illegible || again !== undefined) return undefined;
  if (observation.kind === 'absent') return 'gone';
  const isLeft = observation.kind === 'present' && decision.kind === 'escalate';
  return isLeft ? 'unguarded' : undefined;
}

/** One sentence for the head of the incident. */
export function sentenceOf(reconciliation: Reconciliation): string {
  const { findings, decision, subject } = reconciliation;
  const why = decision.kind === 'escalate' ? decision.why : '';
  return findings.length > 0
    ? findings.map((finding: Finding) => finding.sentence).join(' ')
    : `${subject.kind} ${subject.id}: ${why}`;
}

export const tamperedEntry = ({
  eventTime,
  evidence,
}: Pick<EventSignal, 'eventTime' | 'evidence'>): TimelineEntry => ({
  at: eventTime,
  kind: evidence.errorCode ? 'attempted' : 'tampered',
  text: `${evidence.eventName}${evidence.aimedAt ? ` on ${evidence.aimedAt}` : ''}${evidence.errorCode ? ` (refused: ${evidence.errorCode})` : ''} by ${evidence.actor.principal} from ${evidence.sourceIp ?? 'an unknown address'}`,
});

/** The same for an exempt call, or one that no event told of, which was found in Event history. */
export const likelyEntry = (
  event: Pick<EventSignal, 'eventTime' | 'evidence'>,
  why: string,
): TimelineEntry => {
  const entry = tamperedEntry(event);
  return { ...entry, text: `${entry.text} ${FOUND_LIKELY}; ${why})` };
};

const FOUND_LIKELY = '(likely; found in Event history';

/** It gives way to the call's own event, and to a call that fits better. */
export const isLikely = ({ kind, text }: TimelineEntry): boolean =>
  kind === 'tampered' && text.includes(FOUND_LIKELY);

/** What was noticed and done about it, in order. The tampering itself is noted where it is counted. */
export function timelineOf(reconciliation: Reconciliation): readonly TimelineEntry[] {
  const { taken, outcome, endedAt, startedAt, signals } = reconciliation;
  const by = signals.every((signal) => signal.kind === 'check') ? 'a check' : 'an event';
  const noticed: TimelineEntry = { at: startedAt, kind: 'noticed', text: `noticed through ${by}` };
  const steps = taken.map(
    ({ step, as, answeredAt, obstacle }): TimelineEntry => ({
      at: answeredAt,
      kind: 'step',
      text: `${describeStep(step)} (${as}): ${obstacle ? describeObstacle(obstacle) : 'accepted'}`,
    }),
  );
  return [noticed, ...steps, ending(reconciliation, outcome, endedAt)];
}

function ending(
  look: Reconciliation,
  outcome: Reconciliation['outcome'],
  at: string,
): TimelineEntry {
  const { decision, again, taken, left, memory } = look;
  switch (outcome) {
    case 'restored':
      return { at, kind: 'restored', text: left ? `read back: ${left}` : AS_IT_MUST_BE };
    case 'unchanged':
      return {
        at,
        kind: 'restored',
        text:
          decision.kind === 'retired'
            ? retiredBy(memory.baseline)
            : standingOf(look) === 'gone'
              ? 'it is gone: it had no baseline, so nothing puts it back'
              : left && isBenign(look)
                ? `nothing to put back: ${left}`
                : `${wholeBy(taken)}${left ? `; ${left}` : ''}`,
      };
    case 'failed':
      return { at, kind: 'failed', text: again ?? 'it could not be put back' };
    case 'escalated':
      return {
        at,
        kind: 'escalated',
        text: decision.kind === 'escalate' ? decision.why : 'escalated',
      };
  }
}

const AS_IT_MUST_BE = 'read back: as its baseline says';

/** It differs, nothing was found or taken, and no open incident waited for it to be put back. */
const isBenign = ({ taken, findings, memory: { episode } }: Reconciliation): boolean =>
  taken.length + findings.length === 0 && (!episode || episode.state === 'restored');

const wholeBy = (taken: Reconciliation['taken']): string =>
  taken.some(({ obstacle }) => obstacle && isPassing(obstacle))
    ? 'whole again: a step of ours whose answer was lost put it back, or someone else did'
    : 'already whole again: someone else put it back, or an earlier delivery of this signal did';

const retiredBy = (baseline: Baseline | undefined): string =>
  `ended, not put back: retired by ${baseline?.capturedBy} (${baseline?.why}); nothing of it is guarded any more`;
