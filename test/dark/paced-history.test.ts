import { expect, test } from '@jest/globals';
import { pacedHistory } from '../../services/investigator/paced-history';

const span = { from: '2026-11-22T12:00:00Z', to: '2026-11-22T13:00:00Z' };
const place = (region: string) => ({ accountId: '111122223333', region });
const throttled = () => Object.assign(new Error('slow'), { name: 'ThrottlingException' });

/** A clock that moves only by the waits of the code under test. */
function aClock() {
  const clock = {
    at: 0,
    now: () => clock.at,
    wait: async (ms: number) => {
      clock.at += ms;
    },
  };
  return clock;
}

test('a Region is asked twice a second, and another does not wait for it', async () => {
  const clock = aClock();
  const read = pacedHistory(async () => ({ events: [], refused: 0 }), clock);
  for (let page = 0; page < 12; page += 1) await read(place('us-east-1'), span);
  expect(clock.at).toBeGreaterThanOrEqual(5_000);
  const before = clock.at;
  await read(place('eu-west-1'), span);
  expect(clock.at).toBe(before);
});

test('a throttled page is asked for again, more slowly', async () => {
  const clock = aClock();
  let tries = 0;
  const read = pacedHistory(async () => {
    tries += 1;
    if (tries < 4) throw throttled();
    return { events: [], refused: 0 };
  }, clock);
  expect(await read(place('us-east-1'), span)).toEqual({ events: [], refused: 0 });
  expect(clock.at).toBeGreaterThan(3_000);
});

test('a Region that always throttles, or that denies, is an answer', async () => {
  const busy = pacedHistory(() => Promise.reject(throttled()), aClock());
  await expect(busy(place('us-east-1'), span)).rejects.toMatchObject({
    name: 'ThrottlingException',
  });
  let tries = 0;
  const denied = pacedHistory(() => {
    tries += 1;
    return Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  }, aClock());
  await expect(denied(place('us-east-1'), span)).rejects.toThrow('no');
  expect(tries).toBe(1);
});
