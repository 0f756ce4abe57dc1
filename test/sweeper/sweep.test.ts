import { expect, test } from '@jest/globals';
import { type Sweeper, sweep } from '../../services/sweeper/sweep';
import type { AccountPage } from '../../shared/aws/coverage/account-pages';
import type { ClaimedSweep } from '../../shared/aws/coverage/coverage';
import type { Check } from '../../shared/aws/queue';
import { at } from '../builders/at';

const account = (number: number, state = 'ACTIVE') => ({
  id: String(111122220000 + number),
  name: `account ${number}`,
  state,
});

const aSweep = (different: Partial<ClaimedSweep> = {}): ClaimedSweep => ({
  id: 'sweep-1',
  startedAt: at(0),
  accounts: 0,
  regions: ['us-east-1', 'eu-west-1'],
  everyMinutes: 60,
  owner: 'me',
  ...different,
});

/** A sweeper over these pages in memory, and what it asked for. */
function sweeperOver(
  pages: Readonly<Record<string, AccountPage>>,
  different: Partial<Sweeper> = {},
) {
  const batches: (readonly Check[])[] = [];
  const progress: ClaimedSweep[] = [];
  const sweeper: Sweeper = {
    now: () => new Date(at(60)),
    everyMinutes: 60,
    claim: async () => aSweep(),
    accountsFrom: async (next = 'first') => pages[next],
    restart: async () => undefined,
    ask: async (checks) => {
      batches.push(checks);
    },
    room: async () => undefined,
    advance: async (mine, { accounts, next, now }) => {
      const { next: _, ...rest } = mine;
      const end = next ? { next } : { finishedAt: now.toISOString() };
      const advanced = { ...rest, accounts: mine.accounts + accounts, ...end };
      progress.push(advanced);
      return advanced;
    },
    owedTo: async () => new Set(),
    endLeft: async () => undefined,
    forgetLeft: async () => undefined,
    leftMs: () => 900_000,
    ...different,
  };
  return { sweeper, batches, progress };
}

const page = (accounts: AccountPage['accounts'], next?: string): AccountPage => ({
  accounts,
  refused: 0,
  ...(next && { next }),
});

const twoPages = {
  first: page([account(1), account(2, 'SUSPENDED')], 'second'),
  second: page([account(3)]),
};

test('every active account is asked for in every Region, page after page', async () => {
  const { sweeper, batches } = sweeperOver(twoPages);
  expect(await sweep(sweeper)).toMatchObject({
    outcome: 'swept',
    checks: 4,
    sweep: { accounts: 2 },
  });
  expect(batches.flat()[0]).toMatchObject({
    id: 'sweep-1/111122220001/us-east-1',
    accountId: '111122220001',
    region: 'us-east-1',
    also: ['eu-west-1'],
    by: 'sweep',
    heartbeat: true,
  });
  expect(batches.flat().map(({ accountId }) => accountId)).not.toContain('111122220002');
});

const GONE = '999988886666';

test('an account that is owed a look and is on no page has left, and the report says so', async () => {
  const ended: unknown[] = [];
  const forgotten: unknown[] = [];
  const { sweeper } = sweeperOver(twoPages, {
    owedTo: async () => new Set([GONE, '111122220002']), // suspended ones are listed as well
    endLeft: async (...left) => void ended.push(left),
    forgetLeft: async (active, from) => void forgotten.push([...active], from),
  });
  expect(await sweep(sweeper)).toMatchObject({ outcome: 'swept', gone: [GONE] });
  expect(ended).toEqual([[GONE, at(0)]]);
  expect(forgotten).toEqual([['111122220001', '111122220003'], at(0)]); // a closed account ticks no more
});

test('an account whose record cannot be ended delays neither the others nor the forgetting of ticks', async () => {
  const OTHER = '999988887777';
  let isForgotten = false;
  const { sweeper } = sweeperOver(twoPages, {
    owedTo: async () => new Set([GONE, OTHER]),
    endLeft: async (accountId) => {
      if (accountId === GONE) throw new Error('the table is away');
    },
    forgetLeft: async () => {
      isForgotten = true;
      throw new Error('the table is away');
    },
  });
  expect(await sweep(sweeper)).toMatchObject({
    ...{ outcome: 'swept', gone: [OTHER], goneNotKnown: 'the table is away' },
  });
  expect(isForgotten).toBe(true);
});

test('a sweeper that continues a sweep has not seen the whole list, and calls no account gone', async () => {
  const owedTo = async () => new Set(['111122220001']);
  const claim = async () => aSweep({ next: 'second' });
  const { sweeper } = sweeperOver(twoPages, { owedTo, claim });
  expect(await sweep(sweeper)).not.toHaveProperty('gone');
});

test('no account is called gone when a page could not be listed', async () => {
  let isAsked = false;
  const owedTo = async () => {
    isAsked = true;
    return new Set<string>();
  };
  const accountsFrom: Sweeper['accountsFrom'] = async (next) => {
    if (next) throw new Error('TooManyRequestsException');
    return twoPages.first;
  };
  const { sweeper } = sweeperOver(twoPages, { owedTo, accountsFrom });
  await expect(sweep(sweeper)).rejects.toThrow('TooManyRequestsException');
  expect(isAsked).toBe(false);
});

test('checks leave ten at a time', async () => {
  const accounts = Array.from({ length: 12 }, (_, number) => account(number));
  const { sweeper, batches } = sweeperOver({ first: page(accounts) });
  await sweep(sweeper);
  expect(batches.map(({ length }) => length)).toEqual([10, 2]);
});

test('the Regions of an account travel together, four in a message', async () => {
  const regions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-north-1'];
  const { sweeper, batches } = sweeperOver(
    { first: page([account(1)]) },
    { claim: async () => aSweep({ regions }) },
  );
  expect(await sweep(sweeper)).toMatchObject({ checks: 5 });
  expect(batches.flat().map(({ region, also }) => [region, ...(also ?? [])])).toEqual([
    regions.slice(0, 4),
    ['eu-north-1'],
  ]);
});

test('the next page is not asked for before the queue has room for it', async () => {
  const happened: string[] = [];
  const { sweeper } = sweeperOver(twoPages, {
    ask: async ([check]) => {
      happened.push(`ask ${check?.accountId}`);
    },
    room: async () => {
      happened.push('room');
    },
  });
  await sweep(sweeper);
  expect(happened).toEqual(['ask 111122220001', 'room', 'ask 111122220003']);
});

test('a page that cannot be listed is an error, and only once it is needed', async () => {
  const { sweeper, progress } = sweeperOver(twoPages, {
    accountsFrom: async (next) => {
      if (next) throw new Error('no answer');
      return twoPages.first;
    },
  });
  await expect(sweep(sweeper)).rejects.toThrow('no answer');
  expect(progress).toHaveLength(1);
});

test('a sweep that died is continued with the page it had not finished', async () => {
  const { sweeper, batches } = sweeperOver(twoPages, {
    claim: async () => aSweep({ next: 'second', accounts: 1 }),
  });
  expect(await sweep(sweeper)).toMatchObject({ outcome: 'swept', sweep: { accounts: 2 } });
  expect(batches.flat().map(({ accountId }) => accountId)).toEqual(['111122220003']);
});

test('while another sweeper has the sweep no check is sent', async () => {
  const { sweeper, batches } = sweeperOver(twoPages, { claim: async () => undefined });
  expect(await sweep(sweeper)).toEqual({ outcome: 'idle', checks: 0 });
  expect(batches).toEqual([]);
});

test('a sweeper that lost the sweep to another stops', async () => {
  const { sweeper, batches } = sweeperOver(twoPages, { advance: async () => undefined });
  expect(await sweep(sweeper)).toMatchObject({ outcome: 'lost', checks: 2 });
  expect(batches).toHaveLength(1);
});

test('a sweep stops before its time is over, and says so', async () => {
  const left = [900_000, 10_000];
  const { sweeper, progress } = sweeperOver(twoPages, { leftMs: () => left.shift() ?? 0 });
  expect(await sweep(sweeper)).toMatchObject({ outcome: 'left', checks: 2 });
  expect(progress.at(-1)).toMatchObject({ next: 'second' });
});

test('when a page is gone, the listing begins anew', async () => {
  const restarted: string[] = [];
  const { sweeper } = sweeperOver(twoPages, {
    claim: async () => aSweep({ next: 'forgotten' }),
    restart: async ({ id }) => {
      restarted.push(id);
    },
  });
  expect(await sweep(sweeper)).toMatchObject({ outcome: 'swept', checks: 4 });
  expect(restarted).toEqual(['sweep-1']);
});

test('checks that the queue refused leave the cursor where it was', async () => {
  const { sweeper, progress } = sweeperOver(twoPages, {
    ask: () => Promise.reject(new Error('no queue')),
  });
  await expect(sweep(sweeper)).rejects.toThrow('no queue');
  expect(progress).toEqual([]);
});
