import type { Timeline } from '../timeline';

/** Per cent of the width; `lane` separates numbers that would overlap. */
export interface Spot {
  readonly x: number;
  readonly lane: number;
}

const EDGE = 5;
/** A number is 18 pixels wide, and a phone's drawing 350. */
const APART = 6;

/**
 * Where each moment is drawn. A gap is as wide as the logarithm of its seconds, so that minutes and days stay
 * readable on one line. It cannot be measured, so its length is written beside it.
 */
export function places({ moments }: Pick<Timeline, 'moments'>): readonly Spot[] {
  const widths = moments.map(({ afterMs }) => Math.log2(1 + (afterMs ?? 0) / 1_000));
  const whole = widths.reduce((sum, one) => sum + one, 0) || 1;
  const lastIn: number[] = [];
  let sum = 0;
  return widths.map((width) => {
    sum += width;
    const x = EDGE + ((100 - 2 * EDGE) * sum) / whole;
    const free = lastIn.findIndex((last) => x - last >= APART);
    const lane = free === -1 ? lastIn.length : free;
    lastIn[lane] = x;
    return { x: Math.round(x * 10) / 10, lane };
  });
}
