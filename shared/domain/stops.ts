import type { Incident, TimelineEntry } from './incident';

/** The parts of an incident that tell of its stops. A list has no timeline, so nothing is counted for it. */
export type Stopped = Partial<
  Pick<Incident, 'timeline' | 'windows' | 'windowsElsewhere' | 'blindSince' | 'evidence'>
>;

interface Dark {
  readonly from: number;
  /** Infinity while it lasts. */
  readonly to: number;
  /** The time comes from AWS or from an event, and not from our clock. */
  readonly isKnown: boolean;
}

const SECOND_MS = 1_000;

/**
 * How many stops began a dark time, and how many changed nothing: AWS accepts StopLogging of a trail that is stopped.
 * A call changed nothing where the trail was dark for all of its second; and of several calls in the second in which
 * it went dark, as many as there are dark times began one, the first first. What cannot be told is counted as a stop.
 *
 *   calls      ●  ● ●        ●
 *   dark       ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
 *            began │ └ nothing └ nothing
 */
export function stopsIn(incident: Stopped): { readonly began: number; readonly idle: number } {
  const stops = stopsOf(incident);
  const idle = stops.filter((stop) => isIdle(stop, stops, incident)).length;
  return { began: stops.length - idle, idle };
}

/**
 * Other callers of the same call in the very second of the call that the incident is attributed to. CloudTrail's
 * times are whole seconds, so nothing tells which of them came first.
 */
export function othersInThatSecond({ evidence, timeline = [] }: Stopped): readonly string[] {
  if (!evidence?.eventTime) return [];
  const second = secondOf(evidence.eventTime);
  const calls = timeline.filter(
    ({ at, kind, text }) =>
      kind === 'tampered' && secondOf(at) === second && text.split(' ')[0] === evidence.eventName,
  );
  const names = new Set(calls.flatMap(({ text }) => / by (\S+) from /.exec(text)?.[1] ?? []));
  names.delete(evidence.actor.principal);
  return [...names];
}

/**
 * Is the incident attributed to a stop of a trail that was dark already? Then the caller who began that is not
 * known.
 */
export function isPutDownToIdleStop(incident: Stopped): boolean {
  const { evidence } = incident;
  if (evidence?.eventName !== 'StopLogging' || !evidence.eventTime) return false;
  return isDarkThroughout(secondOf(evidence.eventTime), incident);
}

const stopsOf = ({ timeline = [] }: Stopped): readonly TimelineEntry[] =>
  timeline.filter(({ kind, text }) => kind === 'tampered' && text.split(' ')[0] === 'StopLogging');

function isIdle(stop: TimelineEntry, stops: readonly TimelineEntry[], incident: Stopped): boolean {
  const second = secondOf(stop.at);
  if (isDarkThroughout(second, incident)) return true;
  const begun = darkIn(incident).filter(
    ({ from, isKnown }) => isKnown && Math.floor(from / SECOND_MS) * SECOND_MS === second,
  );
  const last = begun.at(-1);
  if (!last) return isElsewhere(second, incident);
  if (isStartedBetween(second, last.from, incident)) return false;
  const alike = stops.filter(({ at }) => secondOf(at) === second);
  return alike.indexOf(stop) >= begun.length;
}

const isDarkThroughout = (second: number, incident: Stopped): boolean =>
  darkIn(incident).some(({ from, to }) => from < second && second + SECOND_MS <= to);

/** The actor who began that dark time is on the incident that tells of it. */
const isElsewhere = (second: number, { windowsElsewhere: windows = [] }: Stopped): boolean =>
  darkIn({ windows }).some(({ from, to }) => from < second + SECOND_MS && second < to);

/** We started the trail in that second, so an earlier call of the second may have been a stop as well. */
const isStartedBetween = (from: number, to: number, { timeline = [] }: Stopped): boolean =>
  timeline.some(
    ({ at, kind, text }) =>
      kind === 'step' &&
      text.includes('StartLogging') &&
      Date.parse(at) >= from &&
      Date.parse(at) < to,
  );

function darkIn({ windows = [], blindSince }: Stopped): readonly Dark[] {
  const closed = windows.map(
    ({ from, to }): Dark => ({
      from: Date.parse(from.at),
      to: to ? Date.parse(to.at) : Number.POSITIVE_INFINITY,
      isKnown: from.source !== 'clock',
    }),
  );
  return blindSince === undefined
    ? closed
    : [...closed, { from: Date.parse(blindSince), to: Number.POSITIVE_INFINITY, isKnown: true }];
}

const secondOf = (at: string): number => Math.floor(Date.parse(at) / SECOND_MS) * SECOND_MS;
