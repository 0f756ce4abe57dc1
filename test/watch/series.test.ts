import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Watch } from '../../shared/domain/watch';
import {
  afterLook,
  begin,
  beginDeparted,
  isDeparting,
  LOOKS_S,
  noLater,
  QUIET_LOOKS,
  unheardGap,
  waitUntil,
} from '../../shared/watch/series';
import { at } from '../builders/at';

const place = { accountId: '444455556666', region: 'eu-west-1' };
const blow = { at: at(0), why: 'trail main was started' };
const DEAF_MS = 200_000;

/** The series to its end, each look when it is due, and the seconds after the blow at which they were. */
function run(first: Watch, isWhole: (look: number) => boolean, deafMs = DEAF_MS) {
  const looks: number[] = [];
  let watch: Watch | undefined = first;
  while (watch && looks.length < 500) {
    looks.push((Date.parse(watch.nextAt) - Date.parse(first.startedAt)) / 1_000);
    watch = afterLook(watch, { at: watch.nextAt, isWhole: isWhole(looks.length - 1) }, deafMs);
  }
  return { looks, watch };
}

test('a quiet place is looked at after 5, 15 and 45 s, 2, 4 and 8 min, and no more', () => {
  expect(run(begin(place, blow, at(0)), () => true)).toEqual({
    looks: [...LOOKS_S],
    watch: undefined,
  });
});

test('if AWS may be deaf for longer, looks go on until two are past that time', () => {
  const { looks } = run(begin(place, blow, at(0)), () => true, 500_000);
  expect(looks).toEqual([...LOOKS_S, 720, 960]);
});

test('a place that is not whole is looked at every minute for an hour, and never given up', () => {
  const { looks, watch } = run(begin(place, blow, at(0)), () => false);
  const gaps = looks.slice(1).map((s, index) => s - (looks[index] ?? 0));
  const inFirstHour = gaps.filter((_, index) => (looks[index + 1] ?? 0) <= 3_600);
  expect(Math.max(...inFirstHour)).toBeLessThanOrEqual(60);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(900);
  expect(watch).toBeDefined();
});

test('a place that becomes whole is looked at twice more before its series ends', () => {
  const { looks, watch } = run(begin(place, blow, at(0)), (look) => look >= 30);
  expect(watch).toBeUndefined();
  expect(looks).toHaveLength(30 + QUIET_LOOKS);
});

/** The gaps between so many looks at an unheard place. */
function gapsUnheard(first: Watch, looks: number): readonly number[] {
  const times = [first.nextAt];
  let watch: Watch | undefined = first;
  while (watch && times.length < looks) {
    watch = afterLook(watch, { at: watch.nextAt, isWhole: true, isUnheard: true }, DEAF_MS);
    if (watch) times.push(watch.nextAt);
  }
  return times
    .slice(1)
    .map((time, index) => (Date.parse(time) - Date.parse(times[index] ?? '')) / 1_000);
}

test('a place whose events cannot reach us is looked at every ten seconds for ten minutes, and then ever more rarely', () => {
  expect([600, 1_200, 3_600, 21_600, 54_000, 86_400].map(unheardGap)).toEqual([
    ...[10, 20, 60, 360, 900, 900],
  ]);
  const gaps = gapsUnheard(begin(place, blow, at(0)), 60);
  expect(gaps).toHaveLength(59);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(10);
  const day = gapsUnheard(begin(place, blow, at(0)), 400);
  expect(day).toHaveLength(399);
  expect(Math.max(...day)).toBeLessThanOrEqual(900);
});

test('an unheard place beyond the limit of close looks is looked at once a minute', () => {
  const crowded = { isWhole: true, isUnheard: true, isCrowded: true };
  const watch = { ...begin(place, blow, at(0)), look: 5, quiet: 1 };
  expect(afterLook(watch, { ...crowded, at: at(500) }, DEAF_MS)?.nextAt).toBe(at(560));
  const left = { ...watch, departedAt: at(0) };
  expect(afterLook(left, { at: at(500), isWhole: true, isCrowded: true }, DEAF_MS)?.nextAt).toBe(
    at(560),
  );
});

test('a place that is heard again is looked at as any watched place', () => {
  const unheard = afterLook(
    begin(place, blow, at(0)),
    { at: at(5), isWhole: true, isUnheard: true },
    DEAF_MS,
  );
  expect(unheard?.nextAt).toBe(at(10));
  if (!unheard) throw new Error('The series ended.');
  expect(run(unheard, () => true).watch).toBeUndefined();
});

test('an account that left is looked at closely for the hour in which our sessions there stay valid', () => {
  const first = beginDeparted(place, at(0), at(1));
  if (!first) throw new Error('No series began.');
  expect(first).toMatchObject({ departedAt: at(0), nextAt: at(3) });
  const looks: Watch[] = [];
  let watch: Watch | undefined = first;
  while (watch && isDeparting(watch, watch.nextAt)) {
    looks.push(watch);
    watch = afterLook(watch, { at: watch.nextAt, isWhole: looks.length % 2 === 0 }, DEAF_MS);
  }
  const seconds = looks.map(({ nextAt }) => (Date.parse(nextAt) - Date.parse(at(0))) / 1_000);
  expect(seconds.slice(0, 5)).toEqual([3, 6, 12, 22, 32]);
  expect(seconds.at(-1)).toBeGreaterThan(3_480);
  // What cannot be seen there is owed no look: a sweep would end the series.
  expect(looks.every(({ owedSince }) => owedSince === undefined)).toBe(true);
  expect(beginDeparted(place, at(0), at(3_600))).toBeUndefined();
  const soon = beginDeparted(place, at(0), at(0.5));
  const after = soon && gapsUnheard(soon, 5);
  expect([soon?.nextAt, after]).toEqual([at(2.5), [2.5, 5, 10, 10]]);
});

test('the end of an exemption is one look, and one more if the exemption was made longer', () => {
  const waiting = waitUntil(place, at(3_600), at(0));
  expect(waiting.nextAt).toBe(at(3_600));
  expect(afterLook(waiting, { at: at(3_601), isWhole: true }, DEAF_MS)).toBeUndefined();
  expect(
    afterLook(waiting, { at: at(3_601), isWhole: true, wakeAt: at(7_200) }, DEAF_MS),
  ).toMatchObject({ nextAt: at(7_200), wakeAt: at(7_200) });
});

test('a series that ends under an exemption leaves the look at its end', () => {
  const watch: Watch = { ...begin(place, blow, at(0)), look: 5, quiet: 1, wakeAt: at(9_000) };
  expect(afterLook(watch, { at: at(480), isWhole: true }, DEAF_MS)?.nextAt).toBe(at(9_000));
});

/** Whole or not, how late the message was, and whether a new blow fell meanwhile. */
const moves = fc.array(
  fc.record({
    isWhole: fc.boolean(),
    lateS: fc.nat(900),
    isBlow: fc.boolean(),
  }),
  { maxLength: 40 },
);

test('after any attacks and late looks the next look is ahead, and a series ends with two quiet looks past the deaf time', () => {
  fc.assert(
    fc.property(moves, fc.integer({ min: 0, max: 900_000 }), (history, deafMs) => {
      let watch: Watch | undefined = begin(place, blow, at(0));
      let now = Date.parse(watch.nextAt);
      const quiet: boolean[] = [];
      const step = (isWhole: boolean, lateS: number): void => {
        if (!watch) return;
        now = Date.parse(watch.nextAt) + lateS * 1_000;
        quiet.push(isWhole && now - Date.parse(watch.startedAt) > deafMs);
        if (!isWhole) quiet.length = 0;
        watch = afterLook(watch, { at: new Date(now).toISOString(), isWhole }, deafMs);
        if (watch) expect(Date.parse(watch.nextAt)).toBeGreaterThan(now);
        else expect(quiet.filter(Boolean).length).toBeGreaterThanOrEqual(QUIET_LOOKS);
      };
      for (const { isWhole, lateS, isBlow } of history) {
        if (isBlow) {
          const struck = new Date(now).toISOString();
          watch = begin(place, { at: struck, why: 'again' }, struck);
          quiet.length = 0;
          expect(Date.parse(watch.nextAt) - now).toBe(5_000);
        }
        step(isWhole, lateS);
      }
      for (let more = 0; watch && more < 20; more += 1) step(true, 0);
      expect(watch).toBeUndefined();
    }),
  );
});

test('attacks every few seconds, told late, put off no look', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5_001, max: 60_000 }),
      fc.integer({ min: 0, max: 90_000 }),
      (gapMs, lateMs) => {
        let watch: Watch | undefined;
        let longest = 0;
        let since = lateMs;
        for (let blown = 0; blown < 600_000; blown += gapMs) {
          const now = blown + lateMs;
          if (watch && Date.parse(watch.nextAt) <= Date.parse(at(now / 1_000))) {
            watch = undefined; // the look was made
            since = now;
          }
          const anew = begin(place, { at: at(blown / 1_000), why: 'again' }, at(now / 1_000));
          watch = noLater(anew, watch, at(now / 1_000));
          longest = Math.max(longest, now - since);
        }
        return longest <= 180_000;
      },
    ),
  );
});
