import { expect, test } from '@jest/globals';
import { liveLine } from '../../../services/cli/sweep/live-line';
import { progressLine, tally } from '../../../services/cli/sweep/tally';
import { again, anIncident, aPlaceAsked, waiting } from './builders';

/** Four accounts in two Regions; of the first, both were looked at, of the second only one. */
const places = ['111122223333', '444455556666', '777788889999', '222233334444'].flatMap(
  (accountId, index) =>
    ['us-east-1', 'eu-west-1'].map((region, place) =>
      aPlaceAsked(
        { accountId, region },
        { answer: index === 0 || (index === 1 && place === 0) ? 'looked' : 'waiting' },
      ),
    ),
);

test('one line says how far the sweep got, what it found, and how long it will take', () => {
  const incidents = [anIncident(), anIncident({ state: 'open' })];
  expect(progressLine(tally({ places, incidents }), 6_000)).toBe(
    '███████░░░░░░░░░░░░░ 3/8 places · 1/4 accounts · 2 findings · 1 restored · about 10 s left',
  );
});

test('throttled, unreachable and not enrolled places are told apart', () => {
  const some = [
    aPlaceAsked({}, again('throttled')),
    aPlaceAsked({ accountId: '444455556666', state: 'unreachable' }),
    aPlaceAsked({ accountId: '777788889999', state: 'not enrolled' }),
    aPlaceAsked({ accountId: '222233334444' }),
  ];
  expect(progressLine(tally({ places: some, incidents: [] }), 3_000)).toMatch(
    /3\/4 places · 3\/4 accounts · 0 findings · 0 restored · 1 throttled · 1 unreachable · 1 not enrolled · about 1 s left$/,
  );
});

test('before the first look no end is estimated', () => {
  const nothing = { places: [aPlaceAsked({}, waiting)], incidents: [] };
  expect(progressLine(tally(nothing), 9_000)).toMatch(/waiting for the first look$/);
});

test('after the last look it says whether something is still being put back', () => {
  const incidents = [anIncident({ state: 'open' })];
  expect(progressLine(tally({ places: [aPlaceAsked()], incidents }), 9_000)).toMatch(
    /putting back$/,
  );
});

const written = (isTTY: boolean): readonly string[] => {
  const texts: string[] = [];
  let at = 0;
  const line = liveLine({ isTTY, columns: 10, write: (text) => texts.push(text) }, () => at);
  for (const name of ['first', 'second', 'third and too long']) {
    line.show(name);
    at += 3_000;
  }
  line.end();
  return texts;
};

test('on a terminal the line replaces the last one and is never wider than the terminal', () => {
  expect(written(true)).toEqual([
    '\rfirst\x1b[K',
    '\rsecond\x1b[K',
    '\rthird and\x1b[K',
    '\r\x1b[K',
  ]);
});

test('without a terminal a line is written every few seconds', () => {
  expect(written(false)).toEqual(['third and too long\n']);
});
