import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { advanceSweep, claimSweep, wantSweep } from '../../shared/aws/coverage/claim-sweep';
import { readSweep } from '../../shared/aws/coverage/read-sweep';
import type { Table } from '../../shared/aws/table/table';
import type { Loopback } from '../aws/loopback';
import { dropTestTable, openTestTable, startEngine } from '../aws/open-test-table';
import { at } from '../builders/at';

let engine: Loopback;
let table: Table;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  table = await openTestTable(engine);
});
afterEach(() => dropTestTable(table));

const claim = (owner: string, seconds: number) =>
  claimSweep(table, {
    owner,
    now: new Date(at(seconds)),
    regions: ['us-east-1'],
    everyMinutes: 60,
  });

/** Claims a sweep and finishes these pages of it. */
async function begun(owner: string, ...pages: readonly (string | undefined)[]) {
  let sweep = await claim(owner, 0);
  for (const next of pages) {
    if (!sweep) throw new Error('The sweep is not ours.');
    const now = new Date(at(1));
    sweep = await advanceSweep(table, sweep, { accounts: 20, now, ...(next && { next }) });
  }
  if (!sweep) throw new Error('The sweep is not ours.');
  return sweep;
}

test('of two sweepers at once one gets the sweep', async () => {
  const claimed = await Promise.all([claim('one', 0), claim('other', 0)]);
  expect(claimed.filter((sweep) => sweep)).toHaveLength(1);
});

test('a sweep that is under way is nobody else’s', async () => {
  await begun('one', 'second page');
  expect(await claim('other', 60)).toBeUndefined();
});

test('a sweep that died is continued by another, where it stopped', async () => {
  const { id } = await begun('one', 'second page');
  expect(await claim('other', 300)).toMatchObject({
    id,
    owner: 'other',
    next: 'second page',
    accounts: 20,
  });
});

test('an invocation that Lambda tries again goes on at once', async () => {
  const { id } = await begun('one', 'second page');
  expect(await claim('one', 5)).toMatchObject({ id, next: 'second page' });
});

test('whoever lost the sweep cannot advance it', async () => {
  const lost = await begun('one', 'second page');
  await claim('other', 300);
  const progress = { accounts: 20, next: 'third page', now: new Date(at(301)) };
  expect(await advanceSweep(table, lost, progress)).toBeUndefined();
});

test('a schedule that fires twice makes one sweep', async () => {
  await begun('one', undefined);
  expect(await claim('other', 5)).toBeUndefined();
});

test('the next sweep begins at the first page, and counts anew', async () => {
  const { id } = await begun('one', 'second page', undefined);
  const next = await claim('other', 3_600);
  expect(next).toMatchObject({ accounts: 0 });
  expect(next?.id).not.toBe(id);
  expect(next).not.toHaveProperty('next');
  expect(next).not.toHaveProperty('finishedAt');
});

test('how far the sweep got can be read by whoever asks', async () => {
  expect(await readSweep(table)).toBeUndefined();
  await begun('one', 'second page', undefined);
  expect(await readSweep(table)).toMatchObject({
    accounts: 40,
    finishedAt: at(1),
    regions: ['us-east-1'],
    everyMinutes: 60,
  });
});

const claimWanted = (owner: string, seconds: number) =>
  claimSweep(table, {
    owner,
    now: new Date(at(seconds)),
    regions: ['us-east-1'],
    everyMinutes: 60,
    onlyWanted: true,
  });

test('a sweep that is wanted again and again, always for later, is put off by none of that', async () => {
  await begun('one', undefined);
  await wantSweep(table, at(200));
  await wantSweep(table, at(30));
  await wantSweep(table, at(380));
  expect(await claimWanted('two', 20)).toBeUndefined();
  const soonest = await claimWanted('two', 60);
  if (!soonest) throw new Error('It is not begun.');
  await advanceSweep(table, soonest, { accounts: 20, now: new Date(at(70)) });
  await wantSweep(table, at(560));
  expect(await claimWanted('three', 300)).toBeUndefined();
  expect(await claimWanted('three', 600)).toBeDefined();
});
