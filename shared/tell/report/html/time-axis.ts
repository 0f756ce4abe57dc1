/** A time axis from a beginning on. Minutes and days fit on it: it is the logarithm of the time since the beginning. */
export interface TimeAxis {
  /** Per cent of the width. */
  readonly x: (at: string) => number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
}

const EDGE = 3;
/** What is closer together than that is not told apart. */
const UNIT_S = 10;
/** Labels closer than that would overlap on a phone. */
const APART = 11;

const MARKS: readonly (readonly [number, string])[] = [
  ...[[10, '10 s'] as const, [60, '1 min'] as const, [600, '10 min'] as const],
  ...[[3_600, '1 h'] as const, [21_600, '6 h'] as const, [86_400, '1 day'] as const],
  ...[
    [259_200, '3 days'] as const,
    [1_209_600, '14 days'] as const,
    [7_776_000, '90 days'] as const,
  ],
];

export function timeAxis(from: string, to: string): TimeAxis {
  const begin = Date.parse(from);
  const widthOf = (s: number): number => Math.log2(1 + Math.max(0, s) / UNIT_S);
  const whole = widthOf((Date.parse(to) - begin) / 1_000) || 1;
  const place = (s: number): number =>
    Math.round((EDGE + ((100 - 2 * EDGE) * Math.min(whole, widthOf(s))) / whole) * 10) / 10;
  const length = (Date.parse(to) - begin) / 1_000;
  let last = EDGE + APART;
  const ticks = MARKS.flatMap(([s, text]) => {
    const x = place(s);
    if (s > length || x - last < APART) return [];
    last = x;
    return [{ x, text: `+${text}` }];
  });
  return { x: (at) => place((Date.parse(at) - begin) / 1_000 || 0), ticks };
}
