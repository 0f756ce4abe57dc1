import type { Span } from './dark';
import type { Obstacle } from './obstacle';

/**
 * How far a reading through many places has come: everything before a mark in their sorted list, but for a
 * few. So its size does not grow with their number.
 *
 *   places   a  b  c  d  e  f  g  h  i  …
 *            ■  ■  ◧  ■  ■  ◧  □  □  □       ■ `goal` is read  □ `before` is  ◧ `open`
 *                           ▲ through
 */
export interface DarkRound {
  readonly goal: readonly Span[];
  /** How much the round before this one read of every place. */
  readonly before: readonly Span[];
  /** The last place that was begun, as `account/Region`; absent before the first. */
  readonly through?: string;
  /** Unfinished places up to there, each with what is covered of it. */
  readonly open: Readonly<Record<string, OpenPlace>>;
  /** How many more places could not be read and are not tried again: `open` has no room for them. */
  readonly lost: number;
}

export interface OpenPlace {
  readonly covered: readonly Span[];
  /** Why it could not be read; absent where it is being read. */
  readonly why?: Obstacle;
}
