import { expect, test } from '@jest/globals';
import { type Followed, follow, pollEveryMs } from '../../../services/cli/sweep/follow';
import type { SeenSoFar } from '../../../services/cli/sweep/seen-so-far';
import { again, anIncident, aPlaceAsked, waiting } from './builders';

const nothing: SeenSoFar = { places: [aPlaceAsked({}, waiting)], incidents: [] };
const everything: SeenSoFar = { places: [aPlaceAsked()], incidents: [] };
const halfway: SeenSoFar = { ...everything, incidents: [anIncident({ state: 'open' })] };

/** The table's answers, one for each look, the last one for all later looks. A second passes between two looks. */
async function followed(...answers: readonly SeenSoFar[]): Promise<Followed & { looks: number }> {
  let at = 0;
  let looks = 0;
  const result = await follow({
    timeoutMs: 300_000,
    everyMs: 1_000,
    now: () => at,
    pause: async (ms) => {
      at += ms;
    },
    look: async () => {
      looks += 1;
      return answers[looks - 1] ?? answers.at(-1) ?? nothing;
    },
    tell: () => undefined,
  });
  return { ...result, looks };
}

test('a sweep is over when every place was looked at', async () => {
  expect(await followed(nothing, nothing, everything)).toEqual({
    ...everything,
    looks: 3,
    tookMs: 2_000,
  });
});

test('a sweep without an answer ends when its time is up, and says what is missing', async () => {
  expect(await followed(nothing)).toMatchObject({ ...nothing, tookMs: 300_000 });
});

test('a sweep waits for an open restoration', async () => {
  expect(await followed(halfway, halfway, everything)).toMatchObject({ looks: 3, tookMs: 2_000 });
});

test('a sweep waits a minute for an incident that cannot be put back, not until its time is up', async () => {
  expect(await followed(nothing, halfway)).toMatchObject({ ...halfway, tookMs: 61_000 });
});

test('one dead account does not hold up the answer about all others', async () => {
  const dead: SeenSoFar = { ...nothing, places: [aPlaceAsked({}, again('unreachable'))] };
  expect(await followed(nothing, dead)).toMatchObject({ ...dead, tookMs: 61_000 });
  expect(await followed(nothing, dead, everything)).toMatchObject({ ...everything, looks: 3 });
});

test('the larger the organization, the rarer its rows are read', () => {
  expect([4, 2_000, 40_000].map(pollEveryMs)).toEqual([252, 1_250, 15_000]);
});
