import { expect, test } from '@jest/globals';
import { listPaced } from '../../services/sweeper/list-paced';
import type { AccountPage } from '../../shared/aws/coverage/account-pages';
import { openPace } from '../../shared/aws/pace';
import { waitForRoom } from '../../shared/watch/coverage/wait-for-room';

/** A clock that only waiting moves. */
function clock() {
  let ms = 0;
  return {
    now: () => ms,
    wait: async (more: number) => {
      ms += more;
    },
  };
}

const eightASecond = { perSecond: 8, burst: 12 };

const turns = async (count: number, pace: { readonly turn: () => Promise<void> }) => {
  for (let turn = 0; turn < count; turn += 1) await pace.turn();
};

test('five hundred pages leave in the time that the quota takes, and no sooner', async () => {
  const time = clock();
  await turns(500, openPace(eightASecond, time));
  expect(time.now()).toBeCloseTo((488 / 8) * 1_000);
});

test('a refusal halves the pace, and pages that are taken bring it back', async () => {
  const time = clock();
  const pace = openPace(eightASecond, time);
  await turns(12, pace);
  pace.refused(1);
  await turns(4, pace);
  expect(time.now()).toBeCloseTo(1_000);
  for (let page = 0; page < 8; page += 1) pace.refused(0);
  const since = time.now();
  await turns(8, pace);
  expect(time.now() - since).toBeCloseTo(1_000);
});

test('a sweep goes on after any number of refusals', async () => {
  const time = clock();
  const pace = openPace(eightASecond, time);
  pace.refused(40);
  await turns(10, pace);
  expect(time.now()).toBeCloseTo(10_000);
});

const page: AccountPage = { accounts: [], refused: 0 };
const named = (name: string) => Object.assign(new Error(name), { name });

test('a page that Organizations throttled is asked for again, more slowly', async () => {
  const time = clock();
  const pace = openPace({ perSecond: 8, burst: 1 }, time);
  const answers = [named('TooManyRequestsException'), named('TooManyRequestsException')];
  const list = listPaced(async () => {
    const refusal = answers.shift();
    if (refusal) throw refusal;
    return page;
  }, pace);
  expect(await list()).toBe(page);
  expect(time.now()).toBeCloseTo(250 + 500);
});

test('a page that is gone is undefined, and any other failure is an error', async () => {
  const failing = (name: string) =>
    listPaced(() => Promise.reject(named(name)), openPace(eightASecond, clock()));
  expect(await failing('InvalidInputException')('token')).toBeUndefined();
  await expect(failing('InvalidInputException')()).rejects.toThrow('InvalidInputException');
  await expect(failing('AccessDeniedException')('token')).rejects.toThrow('AccessDeniedException');
  await expect(failing('TooManyRequestsException')()).rejects.toThrow('TooManyRequestsException');
});

test('the sweep waits while more than a hundred messages wait', async () => {
  const time = clock();
  const depths = [400, 101, 100, 0];
  await waitForRoom({ waiting: async () => depths.shift() ?? 0, ...time });
  expect(time.now()).toBe(500);
  expect(depths).toEqual([0]);
});

test('a queue that is not emptied delays the sweep by a minute a page, and not for ever', async () => {
  const time = clock();
  await waitForRoom({ waiting: async () => 5_000, ...time });
  expect(time.now()).toBe(60_000);
});
