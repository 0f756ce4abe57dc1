import { beforeEach, expect, test } from '@jest/globals';
import { recordCoverage } from '../../shared/aws/coverage/coverage';
import { findCoverage } from '../../shared/aws/coverage/find-coverage';
import type { Coverage, Unfinished } from '../../shared/domain/coverage';
import { tablePerFile } from '../aws/open-test-table';
import { at } from '../builders/at';

const table = tablePerFile();
let accountId = '111122223333';
beforeEach(() => {
  accountId = String(Number(accountId) + 1); // a place of its own for each test
});

const guarded: Coverage = { kind: 'guarded', trails: [] };
const blind: Coverage = { kind: 'blind', trails: [] };

const look = (coverage: Coverage, seconds: number, unfinished?: Unfinished) =>
  recordCoverage(table, {
    accountId,
    region: 'us-east-1',
    coverage,
    lookedAt: at(seconds),
    by: 'sweep',
    ...(unfinished && { unfinished }),
  });

const known = async () =>
  (await findCoverage(table, 'us-east-1')).filter((row) => row.accountId === accountId);

test('a place has one row, with the result of its last look', async () => {
  await look(guarded, 0);
  await look(guarded, 60);
  expect(await known()).toEqual([
    {
      accountId,
      region: 'us-east-1',
      coverage: guarded,
      lookedAt: at(60),
      since: at(0),
      by: 'sweep',
    },
  ]);
});

test('the state of a place counts from the first look that saw it', async () => {
  await look(guarded, 0);
  await look(blind, 60);
  await look(blind, 120);
  expect(await known()).toMatchObject([{ coverage: blind, lookedAt: at(120), since: at(60) }]);
});

test('a look that was overtaken by a later one changes nothing', async () => {
  await look(blind, 60);
  await look(guarded, 0);
  await look(guarded, 60);
  expect(await known()).toMatchObject([{ coverage: blind, lookedAt: at(60), since: at(60) }]);
});

test('the need to repeat a look is kept until a look is finished', async () => {
  const unfinished = { why: 'cloudtrail:GetTrailStatus was throttled', met: 'throttled' as const };
  await look(guarded, 0, unfinished);
  expect(await known()).toMatchObject([{ unfinished }]);
  await look(guarded, 60);
  expect((await known())[0]).not.toHaveProperty('unfinished');
  await look(blind, 120, unfinished);
  await look(guarded, 180);
  expect((await known())[0]).not.toHaveProperty('unfinished');
});

test('accounts of all shards of a Region are found, and those of no other Region', async () => {
  const ids = Array.from({ length: 10 }, (_, digit) => `99998888777${digit}`);
  for (const id of ids) {
    accountId = id;
    await look(guarded, 0);
  }
  const found = (await findCoverage(table, 'us-east-1')).map((row) => row.accountId);
  expect(found.filter((id) => id.startsWith('99998888')).sort()).toEqual(ids);
  expect(await findCoverage(table, 'eu-west-1')).toEqual([]);
  const ofThree = await findCoverage(table, 'us-east-1', ['3']);
  expect(ofThree.map((row) => row.accountId)).toContain('999988887773');
  expect(ofThree.filter((row) => !row.accountId.endsWith('3'))).toEqual([]);
});

test('a failed write is an error, never a missing row', async () => {
  await expect(
    recordCoverage(
      { ...table, name: 'elsewhere' },
      { accountId, region: 'us-east-1', coverage: guarded, lookedAt: at(0), by: 'sweep' },
    ),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
