import { expect, test } from '@jest/globals';
import { beat } from '../../services/sweeper/beats';
import type { Check } from '../../shared/domain/check';
import type { Heartbeat } from '../../shared/domain/heartbeat';
import type { Ticking } from '../../shared/domain/tick';
import { beatsDue, unansweredIn, unansweredSince } from '../../shared/watch/heartbeat/beats';
import { at } from '../builders/at';

const MINUTE = 60;
const FIRST = 111122220000;
const account = (number: number): string => String(FIRST + number);
const place = (number: number) => ({ accountId: account(number), region: 'us-east-1' });

/** Accounts whose last tick came five seconds ago. */
const tickingAt = (s: number, ...numbers: readonly number[]): Ticking => ({
  ...{ region: 'us-east-1', shard: '0', readAt: at(s) },
  last: Object.fromEntries(numbers.map((one) => [account(one), Date.parse(at(s - 5)) / 1_000])),
});

/** The minutes after a beat in which the next one is sent, of so many accounts that each has chances of its own. */
function minutesOfNext(everyMinutes: number): readonly number[] {
  let left = Array.from({ length: 400 }, (_, number) => number);
  let seed = 7;
  const chance = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const found: number[] = [];
  for (let minute = 0; left.length > 0 && minute < 100; minute += 1) {
    const now = minute * MINUTE;
    const heartbeats = left.map((one) => ({ ...place(one), sentAt: at(0) }));
    const tickings = [tickingAt(now, ...left)];
    const due = beatsDue(
      { tickings, heartbeats, now: new Date(at(now)) },
      { everyMinutes, chance },
    );
    const sent = new Set(due.flat().map(({ accountId }) => accountId));
    left = left.filter((one) => !sent.has(account(one)));
    found.push(...Array.from(sent, () => minute));
  }
  return found;
}

test('the next beat is sent after 0.5 to 1.5 intervals, at a nearly even chance for each minute', () => {
  const minutes = minutesOfNext(10);
  expect(minutes).toHaveLength(400);
  expect(Math.min(...minutes)).toBe(5);
  expect(Math.max(...minutes)).toBeLessThan(15);
  const counts = Array.from({ length: 10 }, (_, index) =>
    minutes.filter((minute) => minute === 5 + index),
  );
  for (const some of counts) expect(some.length).toBeGreaterThan(15);
  const mean = minutes.reduce((sum, one) => sum + one, 0) / minutes.length;
  expect(mean).toBeGreaterThan(8.5);
  expect(mean).toBeLessThan(10.5);
});

test('a place that never beat is due at once; one that just failed to send, or that is silent, is not', () => {
  const now = 60 * MINUTE;
  const heartbeats: readonly Heartbeat[] = [
    { ...place(2), unsentAt: at(now - MINUTE), unsent: { kind: 'denied', call: 'a', code: 'b' } },
  ];
  const ticking = tickingAt(now, 1, 2);
  const silent = { ...ticking, last: { ...ticking.last, [account(3)]: Date.parse(at(0)) / 1_000 } };
  const due = beatsDue(
    { tickings: [silent], heartbeats, now: new Date(at(now)) },
    { everyMinutes: 10, chance: () => 0 },
  );
  expect(due).toEqual([[place(1)]]);
});

test('a late beat is a reason to look at a place that still ticks', () => {
  const heartbeats = [1, 2].map((one) => ({ ...place(one), sentAt: at(0), silentSince: at(0) }));
  const late = (s: number) =>
    unansweredIn({ tickings: [tickingAt(s, 1)], heartbeats, now: new Date(at(s)) });
  expect(late(4 * MINUTE)).toEqual([]);
  expect(late(4 * MINUTE + 1)).toEqual([{ ...place(1), since: at(0), forMs: 241_000 }]);
});

test('a place is called silent after the beat of the look had its time too', () => {
  const since = (s: number) => unansweredSince({ silentSince: at(0) }, new Date(at(s)));
  expect(since(8 * MINUTE)).toBeUndefined();
  expect(since(8 * MINUTE + 1)).toBe(at(0));
  expect(unansweredSince({}, new Date(at(0)))).toBeUndefined();
});

interface Asked {
  readonly s: number;
  readonly heartbeats: readonly Heartbeat[];
  readonly beatEvery?: number;
  readonly waiting?: number;
  readonly tickings?: readonly Ticking[];
}

/** The checks that the minute sends. */
async function asked({ s, heartbeats, beatEvery = 10, waiting = 0, tickings }: Asked) {
  const sent: Check[] = [];
  const delays: number[] = [];
  const told: string[] = [];
  const looks = await beat({
    now: () => new Date(at(s)),
    ticksKept: async () =>
      tickings ?? [tickingAt(s, ...heartbeats.map(({ accountId }) => Number(accountId) - FIRST))],
    beatsKept: async () => heartbeats,
    waiting: async () => waiting,
    askIn: async (checks, delay) => {
      sent.push(...checks);
      if (checks.length > 0) delays.push(delay);
    },
    tellUnanswered: (since) => told.push(since),
    chance: () => 0.5,
    beatEvery,
  });
  return { looks, sent, delays, told };
}

test('a due place gets a beat without a look, and a late place a look with another beat', async () => {
  const heard = { ...place(0), sentAt: at(0) };
  const late = { ...place(1), sentAt: at(10 * MINUTE), silentSince: at(10 * MINUTE) };
  const { looks, sent, delays } = await asked({ s: 14.5 * MINUTE, heartbeats: [heard, late] });
  expect(looks).toBe(1);
  expect(sent).toMatchObject([
    { accountId: account(1), by: 'unanswered', heartbeat: true },
    { accountId: account(0), by: 'beat', heartbeat: true, kinds: [] },
  ]);
  expect(sent[0]).not.toHaveProperty('kinds');
  expect(delays).toEqual([0, 30]);
});

const silentFrom = (s: number, count: number): readonly Heartbeat[] =>
  Array.from({ length: count }, (_, number) => ({
    ...{ ...place(number), sentAt: at(s), silentSince: at(s) },
  }));

/** Accounts that are heard, so that not all are silent. */
const heardFrom = (first: number, count: number): readonly Heartbeat[] =>
  Array.from({ length: count }, (_, number) => ({ ...place(first + number), sentAt: at(0) }));

test('a minute has at most five hundred beats and a hundred looks for an organization of any size', async () => {
  const heartbeats = [...silentFrom(0, 2_000), ...heardFrom(2_000, 300)];
  const { looks, sent } = await asked({ s: 20 * MINUTE, heartbeats });
  expect(looks).toBe(100);
  expect(sent).toHaveLength(600);
});

test('three hundred places with late beats are all looked at in turn', async () => {
  const heartbeats = [...silentFrom(0, 300), ...heardFrom(300, 50)];
  const looked = new Set<string>();
  for (let minute = 5; minute < 8; minute += 1) {
    const { sent } = await asked({ s: minute * MINUTE, heartbeats, beatEvery: 0 });
    for (const { accountId } of sent) looked.add(accountId);
  }
  expect(looked.size).toBe(300);
});

test('when nearly all places are unanswered, that is told once, and each is looked at once in a quarter of an hour, for a day', async () => {
  const heartbeats = [...silentFrom(0, 300), ...heardFrom(300, 30)];
  const looked: string[] = [];
  for (let minute = 5; minute < 20; minute += 1) {
    const { sent, told } = await asked({ s: minute * MINUTE, heartbeats, beatEvery: 0 });
    looked.push(...sent.map(({ accountId }) => accountId));
    expect(told).toEqual([at(0)]);
  }
  expect(looked).toHaveLength(300);
  expect(new Set(looked).size).toBe(300);
  const later = await asked({ s: 24 * 60 * MINUTE, heartbeats, beatEvery: 0 });
  expect(later).toMatchObject({ sent: [], told: [at(0)] });
});

test('the only account that is unanswered in all its Regions is looked at each minute', async () => {
  const { sent, told } = await asked({
    s: 20 * MINUTE,
    heartbeats: silentFrom(0, 1),
    beatEvery: 0,
  });
  expect(sent).toHaveLength(1);
  expect(told).toEqual([]);
});

test('an hour without a working responder does not fill the queue, neither with beats nor with looks', async () => {
  const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1'];
  const numbers = Array.from({ length: 600 }, (_, number) => number);
  const heard = regions.flatMap((region) =>
    numbers.map((number) => ({ ...place(number), region, sentAt: at(0) })),
  );
  const unheard = heard.map((one) => ({ ...one, silentSince: at(0) }));
  for (const heartbeats of [heard, unheard]) {
    let waiting = 0;
    for (let minute = 5; minute < 65; minute += 1) {
      const s = minute * MINUTE;
      const tickings = regions.map((region) => ({ ...tickingAt(s, ...numbers), region }));
      const { sent } = await asked({ s, heartbeats, waiting, tickings });
      waiting += sent.length;
    }
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThanOrEqual(1_200);
  }
});

test('with beats in sweeps only, none is asked for in between, and a late beat is still a reason to look', async () => {
  const heard = { ...place(0), sentAt: at(0) };
  const late = { ...place(1), sentAt: at(16 * MINUTE), silentSince: at(15.5 * MINUTE) };
  const { sent } = await asked({ s: 20 * MINUTE, heartbeats: [heard, late], beatEvery: 0 });
  expect(sent).toMatchObject([{ accountId: account(1), by: 'unanswered', heartbeat: true }]);
});
