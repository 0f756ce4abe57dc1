import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Table } from '../../shared/aws/table/table';
import { endWatches } from '../../shared/aws/watch/end-watches';
import { findWatches } from '../../shared/aws/watch/find-watches';
import { beginWatch, oweLook } from '../../shared/aws/watch/write-watch';
import type { Watch } from '../../shared/domain/watch';
import { begin } from '../../shared/watch/series';
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

const GONE = '111122223333';
const HERE = '444455556666';

const watchIn = (accountId: string, seconds: number, region = 'us-east-1'): Watch =>
  begin({ accountId, region }, { at: at(seconds), why: 'denied' }, at(seconds));

const watched = async () =>
  (await findWatches(table)).map(({ accountId, region }) => `${accountId} ${region}`);

const endOf = (accountId: string, begunBy: number) =>
  endWatches(table, {
    at: at(600),
    begunBy: at(begunBy),
    isOver: (watch) => watch.accountId === accountId,
  });

test('the series of an account that is gone end in every Region, and no other account’s', async () => {
  await beginWatch(table, watchIn(GONE, 0));
  await beginWatch(table, watchIn(GONE, 0, 'eu-west-1'));
  await beginWatch(table, watchIn(HERE, 0));
  expect(await endOf(GONE, 0)).toHaveLength(2);
  expect(await watched()).toEqual([`${HERE} us-east-1`]);
  expect(await endOf(GONE, 0)).toEqual([]); // told twice
});

test('a series that began after it was gone is not ended: it may have come back', async () => {
  await beginWatch(table, watchIn(GONE, 300));
  expect(await endOf(GONE, 299)).toEqual([]);
  expect(await watched()).toEqual([`${GONE} us-east-1`]);
});

test('an account that comes back is watched anew', async () => {
  await beginWatch(table, watchIn(GONE, 0));
  await endOf(GONE, 0);
  await oweLook(table, watchIn(GONE, 900), at(960));
  expect(await watched()).toEqual([`${GONE} us-east-1`]);
});
