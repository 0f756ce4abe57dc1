import { expect, test } from '@jest/globals';
import { forgetLeft, listen, turnOf } from '../../services/sweeper/listen';
import type { Check } from '../../shared/domain/check';
import type { Heartbeat } from '../../shared/domain/heartbeat';
import type { Tick, Ticking } from '../../shared/domain/tick';
import { at } from '../builders/at';

const account = (number: number): string => String(111122220000 + number);
const aTick = (number: number, s: number, region = 'us-east-1'): Tick => ({
  accountId: account(number),
  region,
  at: at(s),
});

/** A table and a queue in memory, and what was asked for. */
function aListener() {
  const rows = new Map<string, Ticking>();
  const sent: Check[] = [];
  const forgotten: Tick[] = [];
  const told: (number | string)[] = [];
  const beats: Heartbeat[] = [];
  const blind = new Set<string>();
  let interrupt: (() => void) | undefined;
  const ticksKept = async () => {
    const kept = [...rows.values()];
    const run = interrupt;
    interrupt = undefined;
    run?.();
    return kept;
  };
  const keepTicks = async (after: Ticking, before: Ticking | undefined) => {
    const key = `${after.region}#${after.shard}`;
    if (rows.get(key)?.readAt !== before?.readAt) return false;
    rows.set(key, after);
    return true;
  };
  const hear = async (s: number, ...ticks: readonly Tick[]): Promise<number> => {
    sent.length = 0;
    return listen({
      now: () => new Date(at(s)),
      takeTicks: async () => ({
        ticks,
        forget: async () => {
          forgotten.push(...ticks);
        },
      }),
      ...{ ticksKept, keepTicks, beatsKept: async () => beats },
      coverageOf: async (places) =>
        places.map((place) => ({
          ...{ ...place, by: 'sweep', lookedAt: at(60), since: at(60) },
          coverage: { kind: blind.has(place.accountId) ? 'blind' : 'guarded', trails: [] },
        })),
      askIn: async (checks) => {
        sent.push(...checks);
      },
      tellSilent: (places) => told.push(places),
      tellUnheard: (since) => told.push(since),
    });
  };
  return {
    ...{ rows, sent, hear, told, beats, blind, forgotten, ticksKept, keepTicks },
    beforeTheNextWrite: (run: () => void) => {
      interrupt = run;
    },
  };
}

test('an account that ticks is not looked at', async () => {
  const { hear, sent } = aListener();
  await hear(60, aTick(1, 55), aTick(2, 55));
  expect(await hear(120, aTick(1, 115), aTick(2, 115))).toBe(0);
  expect(sent).toEqual([]);
});

test('a tick is deleted only once it is kept, so that an outage of the table loses none', async () => {
  const { hear, forgotten, beforeTheNextWrite } = aListener();
  beforeTheNextWrite(() => {
    throw new Error('the table is away');
  });
  await expect(hear(60, aTick(1, 55))).rejects.toThrow('away');
  expect(forgotten).toEqual([]);
  await hear(120, aTick(1, 55));
  expect(forgotten).toHaveLength(1);
});

test('an account whose ticks stop is looked at, with all its silent Regions in one message', async () => {
  const { hear, sent } = aListener();
  await hear(60, aTick(1, 55), aTick(1, 57, 'eu-west-1'), aTick(2, 55));
  expect(await hear(120, aTick(2, 115))).toBe(0);
  expect(await hear(180, aTick(2, 175))).toBe(1);
  expect(sent).toMatchObject([
    { accountId: account(1), by: 'silence', heartbeat: true, region: expect.any(String) },
  ]);
  expect([sent[0]?.region, ...(sent[0]?.also ?? [])].sort()).toEqual(['eu-west-1', 'us-east-1']);
  await hear(240, aTick(2, 235), aTick(1, 230), aTick(1, 230, 'eu-west-1'));
  expect(sent).toEqual([]);
});

test('the number of silent places is told each minute, even zero', async () => {
  const { hear, told } = aListener();
  await hear(60, aTick(1, 55), aTick(1, 57, 'eu-west-1'), aTick(2, 55));
  await hear(180, aTick(2, 175));
  await hear(240, aTick(2, 235), aTick(1, 230));
  expect(told).toEqual([0, 2, 1]);
  expect(await hear(40 * 86_400, aTick(1, 40 * 86_400 - 5))).toBe(0);
  expect(told.at(-1)).toBe(2);
});

test('a place that ticks and whose heartbeats are not heard for eight minutes is counted as well, once', async () => {
  const { hear, told, beats } = aListener();
  const beatOf = (number: number, different: Partial<Heartbeat> = {}): Heartbeat => ({
    ...{ accountId: account(number), region: 'us-east-1', sentAt: at(60), ...different },
  });
  // The third beats from a stack of before, which does not tick; of the fourth one was heard.
  beats.push(
    ...[1, 2, 3].map((number) => beatOf(number, { silentSince: at(60) })),
    beatOf(4, { heardAt: at(61) }),
  );
  const ticks = (s: number, ...numbers: readonly number[]) =>
    numbers.map((number) => aTick(number, s));
  await hear(500, ...ticks(495, 1, 2, 4));
  await hear(545, ...ticks(540, 1, 2, 4));
  await hear(660, ...ticks(655, 1, 4));
  expect(told).toEqual([0, 2, 2]);
});

test('a place that ticks without a trail that logs hears no heartbeat, and is not counted as silent', async () => {
  const { hear, told, beats, blind } = aListener();
  for (const number of [1, 2]) {
    const place = { accountId: account(number), region: 'us-east-1' };
    beats.push({ ...place, sentAt: at(60), silentSince: at(60) });
  }
  blind.add(account(1));
  await hear(600, aTick(1, 595), aTick(2, 595));
  expect(told).toEqual([1]);
});

test('when no tick of any account arrives, the centre is told as silent, and each place is still looked at', async () => {
  const { hear, told, sent } = aListener();
  await hear(60, aTick(1, 55), aTick(2, 55), aTick(3, 58));
  expect(await hear(180)).toBe(3);
  expect(told).toEqual([0, at(58)]);
  expect(sent.map(({ accountId }) => accountId).sort()).toEqual([
    account(1),
    account(2),
    account(3),
  ]);
  await hear(240, aTick(1, 235));
  expect(told.at(-1)).toBe(2);
});

test('the silence of the only account that ticks is told as its own', async () => {
  const { hear, told } = aListener();
  await hear(60, aTick(1, 55), aTick(1, 55, 'eu-west-1'));
  await hear(180);
  expect(told).toEqual([0, 2]);
});

test('ticks that another invocation wrote meanwhile are not taken for silence', async () => {
  const { hear, rows, sent, beforeTheNextWrite } = aListener();
  await hear(60, aTick(1, 55), aTick(11, 55));
  beforeTheNextWrite(() => {
    const last = {
      [account(1)]: Date.parse(at(55)) / 1_000,
      [account(11)]: Date.parse(at(175)) / 1_000,
    };
    rows.set('us-east-1#1', { region: 'us-east-1', shard: '1', last, readAt: at(179) });
  });
  await hear(180, aTick(1, 175));
  expect(sent).toEqual([]);
  expect(Object.values(rows.get('us-east-1#1')?.last ?? {})).toEqual([
    Date.parse(at(175)) / 1_000,
    Date.parse(at(175)) / 1_000,
  ]);
});

test.each([300, 750, 1_500])(
  '%i silent places that are asked for every quarter of an hour are all looked at within a day',
  (count) => {
    const checks = Array.from({ length: count }, (_, at) => ({
      ...{ id: String(at), accountId: String(at), region: 'us-east-1', by: 'silence' },
    }));
    const asked = new Set<string>();
    for (let minute = 0; minute < 24 * 60; minute += 15) {
      const turn = turnOf(checks, new Date(at(minute * 60)));
      for (const { id } of turn) asked.add(id);
    }
    expect(asked.size).toBe(count);
  },
);

test('a thousand silent accounts are all looked at in turn, a hundred a minute', async () => {
  const { hear, sent } = aListener();
  const all = Array.from({ length: 1_000 }, (_, number) => aTick(number, 55));
  await hear(60, ...all);
  const asked = new Set<string>();
  for (let minute = 3; minute < 13; minute += 1) {
    expect(await hear(minute * 60)).toBe(100);
    for (const { accountId } of sent) asked.add(accountId);
  }
  expect(asked.size).toBe(1_000);
});

test('accounts that left are forgotten, so that the rows never hold more than the organization', async () => {
  const listener = aListener();
  for (let month = 0; month < 12; month += 1) {
    const now = month * 31 * 86_400;
    await listener.hear(now, aTick(month, now - 5), aTick(50, 55));
    await forgetLeft(listener, new Set([account(month), account(50)]), at(now));
  }
  const kept = [...listener.rows.values()].flatMap(({ last }) => Object.keys(last));
  expect(kept.toSorted()).toEqual([account(10), account(11), account(50)]);
});

test('an account that ticked while the accounts were listed, or whose row was written meanwhile, is not forgotten', async () => {
  const { rows, hear, beforeTheNextWrite, ...listener } = aListener();
  await hear(60, aTick(1, 55), aTick(2, 30));
  for (let lists = 0; lists < 2; lists += 1) await forgetLeft(listener, new Set(), at(55));
  expect([...rows.values()].flatMap(({ last }) => Object.keys(last))).toEqual([account(1)]);
  const newer: Ticking = {
    ...{ region: 'us-east-1', shard: '1', readAt: at(120) },
    last: { [account(1)]: Date.parse(at(115)) / 1_000 },
  };
  beforeTheNextWrite(() => rows.set('us-east-1#1', newer));
  await forgetLeft(listener, new Set(), at(90));
  expect(rows.get('us-east-1#1')).toEqual(newer);
});
