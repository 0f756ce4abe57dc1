import { expect, test } from '@jest/globals';
import { advanceSweep, claimSweep, wantSweep } from '../../shared/aws/coverage/coverage';
import { readSweep } from '../../shared/aws/coverage/find-coverage';
import { tablePerTest } from '../aws/open-test-table';
import { at } from '../builders/at';

const table = tablePerTest();

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

test('when two sweepers claim at once, one of them gets the sweep', async () => {
  const claimed = await Promise.all([claim('one', 0), claim('other', 0)]);
  expect(claimed.filter((sweep) => sweep)).toHaveLength(1);
});

test('a sweep that is under way cannot be claimed by another sweeper', async () => {
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

test('a sweeper that lost the sweep cannot advance it', async () => {
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

test('the progress of the sweep can be read', async () => {
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

/** Wants a sweep now, as after an attack, and makes one of so many accounts. */
async function sweptFor(accounts: number, seconds: number) {
  await wantSweep(table, at(seconds));
  const sweep = await claimWanted(`at ${seconds}`, seconds);
  if (!sweep) throw new Error('It is not begun.');
  await advanceSweep(table, sweep, { accounts, now: new Date(at(seconds + 1)) });
}

test('under an attack every minute an organization is swept with pauses of a second an account, and no request is lost', async () => {
  await sweptFor(150, 0);
  const begun: number[] = [];
  for (let seconds = 60; seconds <= 240; seconds += 60) {
    await wantSweep(table, at(seconds - 30));
    const sweep = await claimWanted('again', seconds);
    if (!sweep) continue;
    begun.push(seconds);
    await advanceSweep(table, sweep, { accounts: 150, now: new Date(at(seconds + 1)) });
  }
  expect(begun).toEqual([180]); // and what was wanted during it comes after it
});

test('the pause is five minutes at most, and the last attack is still followed by a sweep', async () => {
  await sweptFor(10_000, 0);
  await wantSweep(table, at(20));
  expect(await claimWanted('early', 300)).toBeUndefined();
  expect(await claimWanted('late', 302)).toMatchObject({ isWanted: true });
});

test('a small organization is swept a minute after it was swept', async () => {
  await sweptFor(30, 0);
  await sweptFor(30, 60);
});

test('a scheduled sweep does not put off a wanted one, nor the other way round', async () => {
  await begun('one', undefined);
  await sweptFor(10_000, 60);
  const scheduled = await claim('two', 60 + 1_801);
  expect(scheduled).not.toHaveProperty('isWanted');
  if (!scheduled) throw new Error('It is not begun.');
  await advanceSweep(table, scheduled, { accounts: 10_000, now: new Date(at(1_900)) });
  await sweptFor(10_000, 1_930);
});

test('a wanted sweep that died is continued as a wanted sweep', async () => {
  await wantSweep(table, at(0));
  const sweep = await claimWanted('one', 0);
  if (!sweep) throw new Error('It is not begun.');
  await advanceSweep(table, sweep, { accounts: 200, next: 'second page', now: new Date(at(1)) });
  const resumed = await claimWanted('other', 300);
  if (!resumed) throw new Error('It is not continued.');
  await advanceSweep(table, resumed, { accounts: 200, now: new Date(at(301)) });
  await wantSweep(table, at(310));
  expect(await claimWanted('third', 600)).toBeUndefined();
  expect(await claimWanted('third', 602)).toBeDefined();
});

test('later requests for a sweep do not put off the earliest one', async () => {
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
