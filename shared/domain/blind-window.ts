import { isSeenOf, type Observation } from './observation';
import type { SourcedTime, TrailStatus } from './trail';

/** From the moment logging stopped to the moment it ran again; `to` is absent while it is blind. */
export interface BlindWindow {
  readonly from: SourcedTime;
  readonly to?: SourcedTime;
}

export const blindMs = ({ from, to }: BlindWindow): number | undefined =>
  to && Math.max(0, Date.parse(to.at) - Date.parse(from.at));

/**
 * The window the status itself proves, when it is later than `accountedUntil`.
 *
 *   accountedUntil      stoppedAt        startedAt
 *   ──────●─────────────────●▓▓▓▓▓▓▓▓▓▓▓▓▓▓●──────────►   logging again, window closed
 *   ──────●─────────────────●▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓►   still blind (startedAt is older or absent)
 */
export function blindWindow(
  status: TrailStatus,
  accountedUntil: string,
  observedAt: string,
): BlindWindow | undefined {
  const { isLogging, startedAt, stoppedAt } = status;
  const from = stoppedAt ?? (isLogging ? undefined : clockTime(observedAt));
  if (!from || (isLogging && from.at <= accountedUntil)) return undefined;
  if (!isLogging) return { from };
  return { from, to: startedAt && startedAt.at >= from.at ? startedAt : clockTime(observedAt) };
}

export const clockTime = (at: string): SourcedTime => ({ at, source: 'clock' });

/** When the trail in the observation was last started, as its status says. */
export const startOf = (observation: Observation): SourcedTime | undefined =>
  isSeenOf(observation, 'trail') && observation.kind === 'present'
    ? observation.state.status.startedAt
    : undefined;

/** The first of these moments that is not before `at`: a dark time ends with the first start after it began. */
export const firstSince = (
  at: string,
  moments: readonly (SourcedTime | undefined)[],
): SourcedTime | undefined =>
  moments
    .filter((moment) => moment !== undefined)
    .filter((moment) => moment.at >= at)
    .toSorted(earlier)[0];

/** AWS's event times are cut to whole seconds. */
export const endOfSecond = (at: string): string => new Date(Date.parse(at) + 999).toISOString();

/** A window that is over. */
export type ClosedWindow = BlindWindow & { readonly to: SourcedTime };

export const isClosed = <W extends BlindWindow>(window: W): window is W & ClosedWindow =>
  window.to !== undefined;

/**
 * The same time without overlaps, oldest first. When two looks, two environments or two sources tell of one dark, it
 * is one window, in any order in which they come.
 */
export function unite(windows: readonly ClosedWindow[]): readonly ClosedWindow[] {
  const united: ClosedWindow[] = [];
  for (const window of windows.toSorted((one, other) => earlier(one.from, other.from))) {
    const last = united.at(-1);
    if (last && window.from.at <= last.to.at) {
      const to = earlier(last.to, window.to) < 0 ? window.to : last.to;
      united[united.length - 1] = { ...last, to };
    } else {
      united.push(window);
    }
  }
  return united;
}

/** By time; of the same moment the better source first. */
const earlier = (one: SourcedTime, other: SourcedTime): number =>
  one.at.localeCompare(other.at) || SOURCES.indexOf(one.source) - SOURCES.indexOf(other.source);

const SOURCES: readonly SourcedTime['source'][] = ['GetTrailStatus', 'event', 'clock'];

/** How long it was dark in all, in ms: windows that do not overlap. */
export const measure = (united: readonly ClosedWindow[]): number =>
  united.reduce((sum, window) => sum + (blindMs(window) ?? 0), 0);

/** At most so many windows: those that lie closest to each other are joined. */
export function atMostWindows(
  united: readonly ClosedWindow[],
  most: number,
): readonly ClosedWindow[] {
  const windows = [...united];
  while (windows.length > most) {
    const gaps = windows.slice(1).map(({ from }, index) => gap(windows[index], from));
    const at = gaps.indexOf(Math.min(...gaps));
    const [one, other] = [windows[at], windows[at + 1]];
    if (!one || !other) return windows;
    windows.splice(at, 2, { ...one, to: other.to });
  }
  return windows;
}

const gap = (before: ClosedWindow | undefined, from: SourcedTime): number =>
  before ? Date.parse(from.at) - Date.parse(before.to.at) : Number.POSITIVE_INFINITY;

/** Is this moment in one of them, both ends included? */
export const isWithin = (at: string, windows: readonly BlindWindow[]): boolean =>
  windows.some(({ from, to }) => from.at <= at && to !== undefined && at <= to.at);
