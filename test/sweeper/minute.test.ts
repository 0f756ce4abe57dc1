import { expect, test } from '@jest/globals';
import { turn } from '../../services/sweeper/handler';
import { minute } from '../../services/sweeper/minute';
import type { Check } from '../../shared/domain/check';
import type { Watch } from '../../shared/domain/watch';
import { at } from '../builders/at';

const aWatch = (different: Partial<Watch> = {}): Watch => ({
  ...{
    accountId: '111122220001',
    region: 'us-east-1',
    startedAt: at(0),
    why: 'a trail was started',
  },
  ...{ look: 2, quiet: 0, nextAt: at(45), ...different },
});

async function asked(now: number, ...watches: readonly Watch[]) {
  const sent: { readonly check: Check; readonly delay: number }[] = [];
  const count = await minute({
    now: () => new Date(at(now)),
    home: { accountId: '222233334444', region: 'us-east-1' },
    due: async (dueBy) => watches.filter(({ nextAt }) => nextAt <= dueBy),
    askIn: async (checks, delay) => {
      sent.push(...checks.filter(({ by }) => by !== 'minute').map((check) => ({ check, delay })));
    },
  });
  return { sent, count };
}

test('in quiet times no look is asked for', async () => {
  expect(await asked(60)).toEqual({ sent: [], count: 0 });
});

test('a look whose message was lost is asked for with its number, so that it is made once', async () => {
  const { sent } = await asked(61, aWatch());
  expect(sent).toMatchObject([
    { delay: 0, check: { by: 'watch', region: 'us-east-1', watch: { startedAt: at(0), look: 2 } } },
  ]);
});

test('a look whose message is on its way is not asked for again', async () => {
  expect((await asked(50, aWatch())).sent).toEqual([]);
});

test('a look at the end of an exemption within the minute is asked for to the second', async () => {
  const ends = aWatch({ nextAt: at(90), wakeAt: at(90) });
  expect((await asked(61, ends)).sent).toMatchObject([{ delay: 29 }]);
});

test('two thousand overdue looks of one account do not crowd out another account', async () => {
  const flood = Array.from({ length: 2_000 }, (_, index) =>
    aWatch({ region: `eu-west-${index}`, startedAt: at(-index) }),
  );
  const { sent } = await asked(900, ...flood, aWatch({ accountId: '111122220002' }));
  expect(sent).toHaveLength(300);
  expect(sent.slice(0, 2).map(({ check }) => check.accountId)).toContain('111122220002');
});

test('every minute the central parts of the event channel are looked at, because their loss raises no event', async () => {
  const sent: Check[] = [];
  await minute({
    now: () => new Date(at(60)),
    home: { accountId: '222233334444', region: 'us-east-1' },
    due: async () => [],
    askIn: async (checks) => {
      sent.push(...checks);
    },
  });
  expect(sent).toMatchObject([
    { accountId: '222233334444', region: 'us-east-1', by: 'minute', kinds: ['warden'] },
  ]);
});

/** A sweeper whose questions about watches fail, where `isDown`; what it did, in order. */
function aTurn(isDown = false) {
  const did: string[] = [];
  const sweeper = {
    now: () => new Date(at(60)),
    home: { accountId: '222233334444', region: 'us-east-1' },
    due: async () => {
      did.push('due');
      if (isDown) throw new Error('the table is away');
      return [];
    },
    askIn: async () => {
      did.push('ask');
    },
    takeTicks: async () => {
      did.push('ticks');
      return { ticks: [], forget: async () => undefined };
    },
    ticksKept: async () => [],
    beatsKept: async () => [],
    waiting: async () => 0,
    chance: () => 0,
    beatEvery: 10,
    tellSilent: () => undefined,
    tellUnheard: () => undefined,
    tellUnanswered: () => undefined,
    claim: async (onlyWanted?: boolean) => {
      did.push(onlyWanted ? 'claim what is wanted' : 'claim');
      return undefined;
    },
  };
  return { did, sweeper: sweeper as unknown as Parameters<typeof turn>[0] };
}

test('the schedule of the sweep does not read the watches, so that they cannot stop a sweep', async () => {
  const { did, sweeper } = aTurn(true);
  expect(await turn(sweeper, false)).toMatchObject({ overdue: 0, report: { outcome: 'idle' } });
  expect(did).toEqual(['claim']);
});

test('every minute the watches come first, and a wanted sweep starts even if they fail', async () => {
  const quiet = aTurn();
  await turn(quiet.sweeper, true);
  expect(new Set(quiet.did.slice(0, -1))).toEqual(new Set(['ask', 'due', 'ticks']));
  expect(quiet.did.at(-1)).toBe('claim what is wanted');
  const down = aTurn(true);
  await expect(turn(down.sweeper, true)).rejects.toThrow('the table is away');
  expect(down.did.at(-1)).toBe('claim what is wanted');
});
