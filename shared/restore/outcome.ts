import { isReadIn, type PartWindow } from '../domain/blind-in-part';
import { type BlindWindow, clockTime, firstSince, startOf } from '../domain/blind-window';
import type { Decision } from '../domain/decision';
import type { Doubt } from '../domain/doubt';
import type { Finding } from '../domain/finding';
import { TAMPERED_MEANWHILE } from '../domain/happening';
import type { Episode, Memory, Mending } from '../domain/memory';
import { isSeenOf, type Observation } from '../domain/observation';
import { describeObstacle, type Obstacle } from '../domain/obstacle';
import type { Reconciliation } from '../domain/reconciliation';
import type { RestorationOutcome, TakenStep } from '../domain/restoration';
import type { EventSignal } from '../domain/signal';
import type { Step } from '../domain/step';
import type { SourcedTime } from '../domain/trail';
import { findTechnique, suspected } from '../tampering/catalogue';
import { namedIn, timesOf } from './suspicious-events';

export interface Look {
  readonly observation: Observation;
  readonly decision: Decision;
  /** Why the decision relies on no baseline although there is one. */
  readonly doubt?: Doubt;
  /** Why it is unknown whether the planned change that holds is genuine. */
  readonly unverified?: Obstacle;
}

export const stepsOf = ({ decision }: Look): readonly Step[] =>
  'steps' in decision ? (decision.steps ?? []) : [];

export const findingsOf = ({ decision }: Look): readonly Finding[] =>
  'findings' in decision ? decision.findings : [];

/** Is it as it must be, or no longer to be guarded? Not knowing is neither. */
export const isWhole = ({ decision, observation }: Look): boolean =>
  decision.kind === 'retired' ||
  (observation.kind === 'present' &&
    (decision.kind === 'compliant' ||
      (decision.kind === 'restore' && decision.steps.length === 0)));

/**
 * Each technique that a look of one delivery found, once, as the last of these looks saw it: what our steps mended
 * is not found again, and a stop stays visible in the status.
 */
export const findingsAmong = (looks: readonly Look[]): readonly Finding[] => [
  ...new Map(
    looks.flatMap(findingsOf).map((finding) => [finding.technique, finding] as const),
  ).values(),
];

export function outcomeOf(
  first: Look,
  last: Look,
  taken: readonly TakenStep[],
  findings: readonly Finding[] = [...findingsOf(first), ...findingsOf(last)],
): RestorationOutcome {
  if (stepsOf(last).length > 0) return 'failed';
  if (last.decision.kind === 'escalate') return 'escalated';
  return findings.length > 0 && taken.some((step) => mended(step, last)) ? 'restored' : 'unchanged';
}

/**
 * Did our step start it, or did another caller before us? AWS's clock and ours may differ a little; a start well
 * before our step was not ours.
 */
function mended(step: TakenStep, { observation }: Look): boolean {
  // The answer to the step was lost. Since the trail is whole now, AWS took the step.
  if (step.obstacle && step.obstacle.kind !== 'unreachable') return false;
  if (step.step.call !== 'cloudtrail:StartLogging') return true;
  if (!isSeenOf(observation, 'trail')) return true;
  const startedAt = observation.kind === 'present' && observation.state.status.startedAt;
  return !startedAt || Date.parse(startedAt.at) >= Date.parse(step.sentAt) - CLOCK_SKEW_MS;
}

const CLOCK_SKEW_MS = 5_000;

/**
 * Every window that the looks of one delivery saw, oldest first. The status knows only its last stop and start. So a
 * window that a later look no longer shows is closed by the first start that is known after it: by the answer to our
 * step, on our own clock, or by a start that a look shows. Our step may have waited for its turn long after that.
 */
export function windowsOf(
  looks: readonly Look[],
  taken: readonly TakenStep[],
): readonly BlindWindow[] {
  const byStart = new Map<string, BlindWindow>();
  for (const look of looks) {
    for (const { window } of findingsOf(look)) if (window) byStart.set(window.from.at, window);
  }
  const last = looks.at(-1);
  // What is left to be put back may be less than the trail: a trail that logs without its log group is not blind.
  const isBlind =
    last !== undefined &&
    stepsOf(last).length > 0 &&
    findingsOf(last).some(({ window }) => window && !window.to);
  const windows = [...byStart.values()];
  const starts = [
    ...taken.flatMap(({ step, obstacle, answeredAt }) =>
      step.call === 'cloudtrail:StartLogging' && !obstacle ? clockTime(answeredAt) : [],
    ),
    ...looks.map(({ observation }) => startOf(observation)),
  ];
  return windows.map((window, index) => {
    if (window.to || (isBlind && index === windows.length - 1)) return window;
    const to = firstSince(window.from.at, starts);
    return to ? { ...window, to } : window;
  });
}

/**
 * What was lost or went elsewhere while the trail logged on, as the looks of one delivery saw it. It lasts from the
 * call, as far as an event tells, until our step that mended it, or until a look no longer found it. A look that
 * could not read it ends nothing, or a refused repair and a refused look would end it.
 */
export function partsOf(
  looks: readonly Look[],
  taken: readonly TakenStep[],
  {
    events,
    episode,
  }: { readonly events: readonly EventSignal[]; readonly episode: Episode | undefined },
): readonly PartWindow[] {
  const parts = new Map<string, PartWindow>();
  for (const [index, look] of looks.entries()) {
    const { observedAt } = look.observation;
    for (const finding of findingsOf(look)) {
      const { technique, part } = finding;
      const what = partlyOf(finding);
      if (what === undefined) continue;
      const calls = events.filter(({ evidence }) =>
        suspected(evidence).some(({ id }) => id === technique),
      );
      const [called] = timesOf(calls, { episode, until: observedAt });
      const from = parts.get(what)?.from ?? called ?? clockTime(observedAt);
      const [read = part] = part.split(/[.,]/);
      const later = looks.slice(index + 1).find((next) => isReadIn(next.observation, read));
      const isOver = later && !findingsOf(later).some((next) => partlyOf(next) === what);
      const to = isOver && mendedAt(look, later, taken);
      parts.set(what, { technique, part: read, what, from, ...(to && { to }) });
    }
  }
  return [...parts.values()];
}

const partlyOf = ({ technique, partly }: Finding): string | undefined => {
  const blindTo = findTechnique(technique)?.blindTo;
  return partly ?? (blindTo && `nothing of ${blindTo} was logged`);
};

/**
 * When the difference was mended that one look showed and a later look, which read that part, did not: by our step
 * between them, if we took one.
 */
function mendedAt(
  { observation: shown }: Look,
  { observation: { observedAt } }: Look,
  taken: readonly TakenStep[],
): SourcedTime {
  const step = taken.findLast(
    ({ step, obstacle, answeredAt }) =>
      step.call !== 'cloudtrail:StartLogging' &&
      !obstacle &&
      shown.observedAt <= answeredAt &&
      answeredAt <= observedAt,
  );
  return clockTime(step?.answeredAt ?? observedAt);
}

/** Why the signals must come again; nothing when they are dealt with. */
export function reasonToComeAgain(
  last: Look,
  memory: Memory,
  taken: readonly TakenStep[],
): string | undefined {
  if (last.decision.kind === 'retired') return undefined;
  if (last.observation.kind === 'unreachable') return describeObstacle(last.observation.why);
  if (stepsOf(last).length > 0) {
    const obstacle = taken.findLast((step) => step.obstacle)?.obstacle;
    return obstacle ? describeObstacle(obstacle) : TAMPERED_MEANWHILE;
  }
  if (last.unverified && last.decision.kind === 'exempt') return describeObstacle(last.unverified);
  if (last.doubt?.kind === 'unverified') return describeObstacle(last.doubt.why);
  return memory.kind === 'unreachable' ? describeObstacle(memory.why) : undefined;
}

/** Notes of deliveries that began to put a subject back and have not written down what they found. */
export interface Unrecorded {
  /** Their deliveries have ended: no event need have told of it, no look shows it any more, and an incident has to. */
  readonly lost: readonly Mending[];
  /** A delivery that may still write down what it found has a note as well. */
  readonly isAtWork: boolean;
}

/** Notes that could not be read may be of a delivery at work. */
export function unrecorded(notes: readonly Mending[] | undefined, now: string): Unrecorded {
  if (!notes) return { lost: [], isAtWork: true };
  // A time that is yet to come was written by a wrong clock or by an intruder: it keeps nothing back.
  const isAtWork = ({ since, isLeft }: Mending): boolean =>
    !isLeft && Math.abs(Date.parse(now) - Date.parse(since)) < AT_WORK_MS;
  const lost = notes.filter((one) => !isAtWork(one)).slice(0, LOST_AT_A_TIME);
  return { lost, isAtWork: notes.some(isAtWork) };
}

/** The next look tells more: an intruder who has many deliveries end makes no look longer. */
const LOST_AT_A_TIME = 5;

/** An invocation of the responder ends after thirty seconds. */
const AT_WORK_MS = 45_000;

/** What a note says of the looks so far. A stop that the status of the trail will tell of is in none. */
export function noteOf(
  {
    findings,
    windows,
    blindInPart = [],
  }: Pick<Reconciliation, 'findings' | 'windows' | 'blindInPart'>,
  since: string,
): Mending | undefined {
  const found = findings
    .filter(
      ({ technique, window }) => technique !== 'stop-logging' || window?.from.source === 'clock',
    )
    .map(({ window: _, ...finding }) => finding);
  return found.length > 0 ? { since, found, windows, blindInPart } : undefined;
}

/**
 * The look of an ended delivery, to be written down as that delivery would have done: at its own time, and before the
 * look that found its note. Looks may be written late and twice, so nothing is told twice.
 */
export function lateLook(
  { since, found, windows, blindInPart }: Mending,
  {
    subject,
    observation,
    outcome,
    memory,
  }: Pick<Reconciliation, 'subject' | 'observation' | 'outcome' | 'memory'>,
): Reconciliation {
  const until = new Date(Date.parse(since) + AT_WORK_MS).toISOString();
  const end = clockTime(until < observation.observedAt ? until : observation.observedAt);
  const ended = (window: BlindWindow): BlindWindow => {
    const to = window.to ?? endOf(window, observation, end);
    return { ...window, ...(to && { to }) };
  };
  return {
    ...{ subject, signals: [], tampering: [], memory, taken: [], isLate: true },
    decision: { kind: 'restore', findings: found, steps: [] },
    findings: found,
    ...namedIn(subject, found, []),
    windows: windows.map(ended),
    ...(blindInPart.length > 0 && {
      blindInPart: blindInPart.map((part) => ({ ...part, to: part.to ?? end })),
    }),
    outcome: outcome === 'failed' || outcome === 'escalated' ? 'failed' : 'unchanged',
    observation: { ...observation, observedAt: since },
    ...{ startedAt: since, endedAt: since },
  };
}

/** A trail that logs was started by then, or stopped again after it was. While it is dark, the look of now says since when. */
function endOf(
  { from }: BlindWindow,
  observation: Reconciliation['observation'],
  end: SourcedTime,
): SourcedTime | undefined {
  if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return undefined;
  const { isLogging, startedAt, stoppedAt } = observation.state.status;
  if (!isLogging) return undefined;
  const again = stoppedAt && stoppedAt.at > from.at ? stoppedAt : undefined;
  return firstSince(from.at, [startedAt, again]) ?? end;
}
