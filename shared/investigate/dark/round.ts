import type { Span } from '../../domain/dark';
import type { DarkRound, OpenPlace } from '../../domain/dark-round';
import type { Obstacle } from '../../domain/obstacle';
import { subtract, unite } from './spans';

/** The result for a place: all of it was read, some of it, or it did not answer. */
export interface RoundOutcome {
  readonly key: string;
  readonly covered: readonly Span[];
  readonly kind: 'read' | 'left' | 'missed';
  readonly why?: Obstacle;
}

/** The round to go on with: the one under way, or the next one when more is wanted than it read. */
export function roundFor(
  round: DarkRound | undefined,
  wanted: readonly Span[],
  keys: readonly string[],
): DarkRound {
  if (!round) return { goal: unite(wanted), before: [], open: {}, lost: 0 };
  if (!isPast(round, keys) || subtract(wanted, round.goal).length === 0) return round;
  const { goal, open, lost } = round;
  return { goal: unite([...goal, ...wanted]), before: goal, open, lost };
}

/** The covered time of a place. */
export function coveredAt({ goal, before, through, open }: DarkRound, key: string) {
  const isPassed = through !== undefined && key <= through;
  return open[key]?.covered ?? (isPassed ? goal : before);
}

/** In the order of reading: places under way, new ones, those that did not answer. */
export function placesLeft(
  { open, through }: DarkRound,
  keys: readonly string[],
): readonly string[] {
  const known = new Set(keys);
  const opened = Object.keys(open).filter((key) => known.has(key));
  const isMissed = (key: string): boolean => open[key]?.why !== undefined;
  return [
    ...opened.filter((key) => !isMissed(key)),
    ...keys.filter((key) => (through === undefined || key > through) && open[key] === undefined),
    ...opened.filter(isMissed),
  ];
}

/** Only places that did not answer are left of the round. */
export const isPast = (round: DarkRound, keys: readonly string[]): boolean =>
  placesLeft(round, keys).every((key) => round.open[key]?.why !== undefined);

/** The round with the results of some places, which were begun in the order of `placesLeft`. */
export function advance(round: DarkRound, outcomes: readonly RoundOutcome[]): DarkRound {
  const open: Record<string, OpenPlace> = { ...round.open };
  let { lost, through } = round;
  for (const { key, kind, covered, why } of outcomes) {
    delete open[key];
    if (kind === 'left') open[key] = { covered };
    else if (kind === 'missed' && why) {
      if (missedIn(open).length < MISSED_KEPT) open[key] = { covered, why };
      else lost += 1;
    }
    if (through === undefined || key > through) through = key;
  }
  return { ...round, open, lost, ...(through !== undefined && { through }) };
}

/** Places that did not answer, with the reason. */
export const missedIn = (
  open: DarkRound['open'],
): readonly { readonly key: string; readonly why: Obstacle }[] =>
  Object.entries(open).flatMap(([key, { why }]) => (why ? [{ key, why }] : []));

/** A hundred bytes each, in an item that holds 400,000. */
const MISSED_KEPT = 500;
