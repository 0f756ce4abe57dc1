import type { Baseline } from '../domain/baseline';
import type { BucketState } from '../domain/bucket';
import type { JudgeBucket } from '../domain/bucket-change';
import { canonicalState } from '../domain/canonical-state';
import type { Decision } from '../domain/decision';
import type { Doubt } from '../domain/doubt';
import type { Evidence } from '../domain/evidence';
import {
  type Exemption,
  exemptionInForce,
  exemptionOver,
  type ForgedExemption,
} from '../domain/exemption';
import type { Finding } from '../domain/finding';
import { impostorSentence } from '../domain/impostor';
import type { SubjectMemory } from '../domain/memory';
import { isSeenOf, type Known, type Observation } from '../domain/observation';
import { describeUnread } from '../domain/obstacle';
import {
  describeNotice,
  describePause,
  isPlannedChange,
  noticesAmong,
  pauseAmong,
} from '../domain/pause';
import { same } from '../domain/same';
import { type EventSignal, succeeded } from '../domain/signal';
import type { Step } from '../domain/step';
import { type StateBySubject, type Subject, type SubjectKind, subjectKey } from '../domain/subject';
import type { Expected } from '../domain/technique';
import { findTechnique, mayTamper, suspectedOf, techniques } from '../tampering/catalogue';
import { isLacking, isRemade, unfinished } from './making';
import { hasRunbook, runbooks } from './runbooks/catalogue';
import { accountedUntil, tamperingAmong } from './suspicious-events';
import { distrust, isLeftAlone, presumeBaseline, unfitToCapture } from './trust';

export interface Situation<K extends SubjectKind = SubjectKind> {
  readonly observation: Observation<K>;
  /** Empty when nothing is remembered of the subject; absent when the table could not be asked. */
  readonly memory: SubjectMemory | undefined;
  /** Why the baseline in it must not be believed; absent when it may, or when there is none. */
  readonly doubt?: Doubt;
  readonly exemptions: readonly Exemption[];
  /** A forged exemption, which is not among `exemptions`. */
  readonly forged?: ForgedExemption;
  /** Tampering by an intruder who has become one of our own roles; among the events as well. */
  readonly impostor?: EventSignal;
  /** The events that made us look; none when a check did. */
  readonly events: readonly EventSignal[];
  /** We made it anew a moment ago, and the memory does not say so yet. */
  readonly isNew?: boolean;
  /** Why it must not become a baseline, however good it looks, or not be made again yet: `name-held.ts` says when. */
  readonly held?: string;
  /** Only for the kind `bucket`: what judges a change of its policy. */
  readonly judge?: JudgeBucket;
  /** It was made within the last minute, and its maker may not have finished it. */
  readonly isJustMade?: boolean;
  readonly now: string;
}

/**
 * What is to be done about a subject: the product in a page. Pure. The order is the policy:
 *
 *   retired         → leave it alone, read or not; a retirement that is in doubt retires nothing
 *   unreadable      → escalate   not knowing is never fine
 *   forged baseline → escalate   and start a stopped trail: nothing else is safe
 *   no baseline     → capture what is fit, put back what was just tampered with, escalate the rest
 *   nothing found   → compliant  and nothing owed to what was made anew
 *   planned change  → exempt     also a stop that was over before it ended
 *   a remedy exists → restore
 *   for a part only → restore that part, and escalate
 */
export function decide<K extends SubjectKind>(situation: Situation<K>): Decision {
  const { forged, impostor } = situation;
  const decision = paused(decideOn(situation), situation);
  const told = forged ? toldOf(forgedSentence(forged), decision) : decision;
  if (!impostor) return told;
  // The intruder's call is no baseline and no planned change, and the subject may be whole by now.
  const isLeft = told.kind === 'capture' || told.kind === 'retired' || told.kind === 'exempt';
  return isLeft ? escalate(impostorSentence(impostor)) : toldOf(impostorSentence(impostor), told);
}

/** While a pause is in force nothing is put back, and what would be is told. */
function paused(decision: Decision, { observation, exemptions, now }: Situation): Decision {
  const [notice] = noticesAmong(exemptions, now);
  if (notice && decision.kind === 'compliant') return escalate(describeNotice(notice));
  const pause = pauseAmong(exemptions, now);
  const steps = 'steps' in decision ? (decision.steps ?? []) : [];
  if (!pause || steps.length === 0 || observation.kind === 'unreachable') return decision;
  const why = decision.kind === 'escalate' ? `${decision.why} ` : '';
  const findings = 'findings' in decision ? decision.findings : [];
  return escalate(`${why}${describePause(pause, steps)}`, findings);
}

const forgedSentence = ({ id, why }: ForgedExemption): string =>
  `The exemption ${id} is forged: ${why}. It exempts nothing; who wrote it into the table?`;

/** A caller did what only we may: a person must know, and everything else goes on. */
function toldOf(told: string, decision: Decision): Decision {
  switch (decision.kind) {
    case 'compliant':
      return escalate(told);
    case 'restore':
      return { ...decision, kind: 'escalate', why: told };
    case 'escalate':
      return { ...decision, why: `${decision.why} ${told}` };
    default:
      return decision;
  }
}

function decideOn<K extends SubjectKind>(situation: Situation<K>): Decision {
  const { observation, memory, exemptions, now, doubt, held } = situation;
  if (memory?.baseline?.retired && !doubt) return { kind: 'retired' };
  if (observation.kind === 'unreachable') {
    return escalate(describeUnread(observation.why));
  }
  if (doubt) {
    const event = tamperingAmong(situation.events)[0];
    const since = event && justBefore(event.eventTime);
    return distrust({ observation, doubt, episode: memory?.episode, exemptions, since, now });
  }
  if (observation.kind === 'present' && !memory?.baseline && isLeftAlone(observation)) {
    return { kind: 'compliant' };
  }
  const expected = expectation(situation, observation);
  if (!expected) return memory ? firstSight(observation, situation) : escalate(UNREMEMBERED);

  const owed = owedTo(observation, expected, situation);
  const seen = detect(observation, expected).filter(
    (finding) => !isOwed(finding, owed, expected.baseline, situation.events),
  );
  const findings = [...seen, ...owed.map(({ finding }) => finding)];
  if (findings.length === 0) {
    return unexplained(observation) ?? { kind: 'compliant', ...followed(observation, situation) };
  }

  const key = subjectKey(observation.subject);
  const exemption = exemptionInForce(
    exemptions.filter((one) => isPlannedChange(one) && isCovered(one, observation, expected)),
    key,
    now,
  );
  // A change that is over already was planned only if it happened in the time of a planned change.
  const over = findings.filter(({ healed }) => healed);
  const planned = over.flatMap(({ window }) => exemptionOver(exemptions, key, window) ?? []);
  if (exemption && planned.length < over.length) {
    return { kind: 'restore', findings: over, steps: [] };
  }
  const [last] = exemption ? [exemption] : planned;
  if (last && (exemption || planned.length === findings.length)) {
    return { kind: 'exempt', until: last.until, findings };
  }

  if (held && observation.kind === 'absent') return escalate(held, findings);
  const mine = new Set(owed.map(({ finding }) => finding));
  const steps = runbooks[observation.subject.kind].flatMap((runbook) => [
    ...owed.flatMap((one) => (one.runbook === runbook ? one.steps : [])),
    ...runbook.steps(
      findings.filter((one) => runbook.undoes.includes(one.technique) && !mine.has(one)),
      expected.baseline,
    ),
  ]);
  const byHand = findings.find(({ technique }) => !hasRunbook(technique));
  // What can be put back is put back, even if another part has to wait for a person.
  return byHand
    ? { kind: 'escalate', why: whyByHand(byHand), findings, steps: distinct(steps) }
    : { kind: 'restore', findings, steps: distinct(steps) };
}

/** What was answered planned covers that bucket as it was wanted or better, and no other change of it. */
const isCovered = (
  { wanted }: Exemption,
  { subject, ...seen }: Known,
  { baseline, judge }: Expected<SubjectKind>,
): boolean =>
  !wanted ||
  (judge !== undefined &&
    seen.kind === 'present' &&
    !judge(
      subject as Subject<'bucket'>,
      { ...(baseline.state as BucketState), ...wanted },
      seen.state as BucketState,
    ));

interface Owed {
  readonly runbook: unknown;
  readonly finding: Finding;
  readonly steps: readonly Step[];
}

/** What a subject that was made anew still lacks, including what no technique finds. */
function owedTo<K extends SubjectKind>(
  observation: Known<K>,
  { baseline }: Expected<K>,
  { memory, events, now, isNew }: Situation<K>,
): readonly Owed[] {
  if (observation.kind === 'absent') return [];
  const { subject, state } = observation;
  if (!isNew && !isRemade({ subject, memory, events, now })) return [];
  return runbooks[subject.kind].flatMap((runbook) => {
    const steps = runbook.finish?.(state, baseline) ?? [];
    const finding = unfinished(subject, runbook.undoes, steps);
    return finding ? [{ runbook, finding, steps }] : [];
  });
}

/**
 * A subject that was made anew lacks a part because AWS refused it, or because we are not done. That alone is no
 * tampering, unless an event says that the part was taken away as well.
 */
function isOwed<K extends SubjectKind>(
  finding: Finding,
  owed: readonly Owed[],
  baseline: Baseline<K>,
  events: readonly EventSignal[],
): boolean {
  const { technique, healed, window } = finding;
  if (owed.length === 0 || healed || window) return false;
  const { kind } = baseline.subject;
  if (events.some(({ evidence }) => suspectedOf(kind, evidence).some(({ id }) => id === technique)))
    return false;
  const steps = runbooks[kind]
    .filter(({ undoes }) => undoes.includes(technique))
    .flatMap((runbook) => runbook.steps([finding], baseline));
  const owedSteps = owed.flatMap((one) => one.steps);
  return steps.length > 0 && steps.every((step) => owedSteps.some((other) => covers(other, step)));
}

const covers = (one: Step, other: Step): boolean =>
  one.call === other.call &&
  same({ ...one.input, ...other.input } satisfies object, one.input satisfies object);

/** What is owed may include what no technique finds. */
const distinct = (steps: readonly Step[]): readonly Step[] => [
  ...new Map(steps.map((step) => [JSON.stringify(step), step])).values(),
];

/** What the subject must be; nothing without a baseline, unless an event lets us presume it. */
function expectation<K extends SubjectKind>(
  { memory, events, held, judge }: Situation<K>,
  observation: Known<K>,
): Expected<K> | undefined {
  // The memory is filed under the subject's own key, so its baseline is of the same kind.
  const baseline = memory?.baseline as Expected<K>['baseline'] | undefined;
  const by = judge && { judge };
  if (memory && baseline) return { baseline, accountedUntil: accountedUntil(memory), ...by };
  const event = events.find((signal) => succeeded(signal) && mayTamper(signal.evidence));
  if (!event || observation.kind === 'absent' || held) return undefined;
  const presumed = presumeBaseline(observation);
  return presumed && { baseline: presumed, accountedUntil: justBefore(event.eventTime), ...by };
}

/**
 * What a bucket lets in is its owner's to narrow: the next change is compared with what it is now, or what was taken
 * back once could be loosened unseen. Only checks follow it, so that no caller makes us write with each call.
 */
function followed(
  observation: Known,
  { memory, events }: Pick<Situation, 'memory' | 'events'>,
): { readonly isNewBaseline?: true } {
  const { baseline } = memory ?? {};
  if (!isSeenOf(observation, 'bucket') || observation.kind !== 'present' || !baseline) return {};
  const { kind } = observation.subject;
  const must = canonicalState(kind, baseline.state as BucketState);
  const is = canonicalState(kind, observation.state);
  const isRead = Object.keys(must).every((part) => part in is);
  return events.length === 0 && isRead && !same(must, is) ? { isNewBaseline: true } : {};
}

/** A subject that was just changed becomes no baseline, even if it looks fit; a later check may still make it one. */
function firstSight(
  observation: Known,
  { events, isJustMade, held }: Pick<Situation, 'events' | 'isJustMade' | 'held'>,
): Decision {
  if (observation.kind === 'absent') return { kind: 'compliant' };
  const unfit = held ?? unfitToCapture(observation);
  // StartLogging is a separate call, and the trail is looked at again after it.
  if (unfit && !held && isJustMade && neverLogged(observation)) return { kind: 'compliant' };
  if (unfit) return escalate(`It has no baseline and cannot become one: ${unfit}.`);
  // The other settings come with separate calls. A look that is not part of the making sees them all.
  if (isJustMade && observation.subject.kind === 'log-group') return { kind: 'compliant' };
  const [event] = tamperingAmong(events.filter(({ evidence }) => !isDeployed(evidence)));
  return event ? escalate(`${event.evidence.eventName} ${BEFORE_SEEN}`) : { kind: 'capture' };
}

function neverLogged(observation: Known): boolean {
  if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return false;
  const { isLogging, startedAt, stoppedAt } = observation.state.status;
  return !isLogging && !startedAt && !stoppedAt;
}

/** Our own stacks are deployed this way: everything in them is changed before it is seen. */
const isDeployed = ({ invokedBy }: Evidence): boolean =>
  invokedBy === 'cloudformation.amazonaws.com';

const BEFORE_SEEN =
  'changed it before it was ever captured: what it was is not known; look at it, and accept it.';

/** Compares what documents mean, since a baseline keeps their original text. */
function detect<K extends SubjectKind>(
  seen: Known<K>,
  { baseline, ...rest }: Expected<K>,
): Finding[] {
  const { kind } = seen.subject;
  const canonical = (state: StateBySubject[K]) => canonicalState(kind, state);
  const expected = { ...rest, baseline: { ...baseline, state: canonical(baseline.state) } };
  const observation = seen.kind === 'absent' ? seen : { ...seen, state: canonical(seen.state) };
  return techniques[kind]
    .map((technique) => technique.detect(observation, expected))
    .filter((finding) => finding !== undefined)
    .map((finding) => {
      const isOnlyLacking =
        observation.kind !== 'absent' &&
        isLacking(finding, observation.state, expected.baseline.state);
      return isOnlyLacking ? { ...finding, isLacking: true } : finding;
    });
}

/**
 * A subject that has a baseline and is gone was tampered with, even where no technique has a name for it. Any bucket
 * may be deleted by its owner, and lets no one in any more.
 */
const unexplained = (observation: Known): Decision | undefined =>
  observation.kind === 'absent' && !isSeenOf(observation, 'bucket')
    ? escalate('It is gone, and no technique says how to bring it back.')
    : undefined;

const BY_HAND = 'No runbook undoes this; it must be put back by hand.';
const whyByHand = ({ technique }: Finding): string => findTechnique(technique)?.byHand ?? BY_HAND;
const UNREMEMBERED = 'What it must be could not be read from the table.';

const justBefore = (at: string): string => new Date(Math.max(0, Date.parse(at) - 1)).toISOString();

const escalate = (why: string, findings: readonly Finding[] = []): Decision => ({
  kind: 'escalate',
  why,
  findings,
});
