import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../../shared/domain/dark';
import { secondOf, subtract, unite, within } from '../../shared/investigate/dark/spans';

const START = Date.UTC(2026, 10, 22);
const second = (at: number): string => secondOf(START + at * 1_000);
const span = (from: number, to: number): Span => ({ from: second(from), to: second(to) });

test('seconds that were read are left out of those that are wanted', () => {
  expect(subtract([span(0, 100)], [span(20, 40)])).toEqual([span(0, 19), span(41, 100)]);
  expect(subtract([span(0, 10)], [span(0, 10)])).toEqual([]);
  expect(subtract([span(0, 10)], [])).toEqual([span(0, 10)]);
});

test('windows that touch are searched as one', () => {
  expect(unite([span(50, 60), span(0, 10), span(11, 20)])).toEqual([span(0, 20), span(50, 60)]);
});

test('seconds outside the span are not searched', () => {
  expect(within([span(0, 10), span(20, 30)], span(5, 22))).toEqual([span(5, 10), span(20, 22)]);
});

const seconds = (spans: readonly Span[]): ReadonlySet<string> =>
  new Set(
    spans.flatMap(({ from, to }) => {
      const first = Date.parse(from);
      const count = (Date.parse(to) - first) / 1_000 + 1;
      return Array.from({ length: count }, (_, index) => secondOf(first + index * 1_000));
    }),
  );

const someSpans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 }))
    .map(([from, length]) => span(from, from + length)),
  { maxLength: 6 },
);

test('every wanted second is either covered or left, never both', () => {
  fc.assert(
    fc.property(someSpans, someSpans, (wanted, covered) => {
      const left = seconds(subtract(wanted, covered));
      const all = seconds(wanted);
      const gone = seconds(covered);
      expect(left).toEqual(new Set([...all].filter((at) => !gone.has(at))));
    }),
  );
});
