import { expect, test } from '@jest/globals';
import { watchDeparted } from '../../services/responder/watch-departed';
import { recordCoverage } from '../../shared/aws/coverage/coverage';
import { findCoverage } from '../../shared/aws/coverage/find-coverage';
import { findIncidents, getIncident } from '../../shared/aws/incidents/find-incidents';
import { bookRules } from '../../shared/aws/incidents/hold-incident';
import { recordUnread } from '../../shared/aws/incidents/record-unread';
import { endLeft, endWatches } from '../../shared/aws/watch/end-watches';
import {
  advanceWatch,
  beginWatch,
  countCloseLook,
  findWatches,
  leaveWatch,
  oweLook,
  rejoinWatch,
  watchOf,
} from '../../shared/aws/watch/watches';
import type { Watch } from '../../shared/domain/watch';
import { begin } from '../../shared/watch/series';
import { tablePerTest } from '../aws/open-test-table';
import { aDenial } from '../builders/an-observation';
import { at } from '../builders/at';

const table = tablePerTest();

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

test('the series of an account that is gone end in every Region, and those of other accounts do not', async () => {
  await beginWatch(table, watchIn(GONE, 0));
  await beginWatch(table, watchIn(GONE, 0, 'eu-west-1'));
  await beginWatch(table, watchIn(HERE, 0));
  expect(await endOf(GONE, 0)).toHaveLength(2);
  expect(await watched()).toEqual([`${HERE} us-east-1`]);
  expect(await endOf(GONE, 0)).toEqual([]); // told twice
});

test('a series that began after the account left is not ended, because the account may have come back', async () => {
  await beginWatch(table, watchIn(GONE, 300));
  expect(await endOf(GONE, 299)).toEqual([]);
  expect(await watched()).toEqual([`${GONE} us-east-1`]);
});

test('everything that is owed to an account that left ends, and what is seen of it later stays', async () => {
  const book = { table, ...bookRules };
  const regions = ['us-east-1', 'eu-west-1'];
  for (const region of regions) {
    const coverage = { kind: 'unreachable', why: aDenial() } as const;
    const look = { accountId: GONE, region, coverage, by: 'sweep' };
    await recordCoverage(table, { ...look, lookedAt: at(60) });
    await recordUnread(book, { accountId: GONE, region, kind: 'denied' }, [
      { name: 'trail main', why: aDenial(), observedAt: at(60) },
    ]);
    await beginWatch(table, watchIn(GONE, 0, region));
  }
  await recordCoverage(table, {
    ...{ accountId: GONE, region: 'eu-west-1', by: 'an event', lookedAt: at(660) },
    coverage: { kind: 'unreachable', why: aDenial() },
  });
  const left = { accountId: GONE, leftAt: at(600), regions, now: new Date(at(700)) };
  await endLeft(book, left);
  expect(await watched()).toEqual([]);
  const incidents = [];
  for await (const { id } of findIncidents(table, {})) incidents.push(await getIncident(table, id));
  expect(incidents).toMatchObject([
    { state: 'restored', standing: 'left' },
    { state: 'restored', standing: 'left' },
  ]);
  const kept = async () =>
    (await Promise.all(regions.map((region) => findCoverage(table, region)))).flat();
  expect(await kept()).toMatchObject([{ region: 'eu-west-1', lookedAt: at(660) }]);
  const look = { accountId: GONE, region: 'us-east-1', by: 'sweep', lookedAt: at(900) };
  await recordCoverage(table, { ...look, coverage: { kind: 'blind', trails: [] } });
  expect((await kept()).map(({ region }) => region)).toEqual(regions);
});

test('the series of an account that left are marked so, and those that began since are not', async () => {
  const place = { accountId: GONE, region: 'us-east-1' };
  await oweLook(table, { ...watchIn(GONE, 0), owedSince: at(0) }, at(60));
  expect(await leaveWatch(table, watchIn(GONE, 300))).toBe(true);
  expect(await watchOf(table, place)).toMatchObject({ startedAt: at(300), isLeft: true });
  await beginWatch(table, watchIn(GONE, 600));
  expect(await watchOf(table, place)).not.toHaveProperty('isLeft');
  expect(await leaveWatch(table, watchIn(GONE, 599))).toBe(false);
});

test('an account that an event reports as left gets one series of close looks, which ends as a whole', async () => {
  const book = { table, ...bookRules };
  const regions = ['us-east-1', 'eu-west-1'];
  const place = { accountId: GONE, region: 'us-east-1' };
  await oweLook(table, { ...watchIn(GONE, 0), owedSince: at(0) }, at(60));
  const tell = (leftAt: number, now: number) =>
    watchDeparted(book, { accountId: GONE, leftAt: at(leftAt), regions, now: new Date(at(now)) });
  expect(await tell(60, 61)).toMatchObject([
    { accountId: GONE, by: 'watch', also: ['eu-west-1'], watch: { startedAt: at(60), look: 0 } },
  ]);
  expect(await watchOf(table, place)).toMatchObject({ departedAt: at(60), nextAt: at(63) });
  expect(await watchOf(table, place)).not.toHaveProperty('owedSince');
  expect(await tell(60, 62)).toEqual([]); // told by AWS Organizations as well
  await beginWatch(table, { ...watchIn(GONE, 90), departedAt: at(60) }); // a stop was found
  expect(await watchOf(table, place)).toMatchObject({ startedAt: at(90), departedAt: at(60) });
  await endLeft(book, { accountId: GONE, leftAt: at(3_700), regions, now: new Date(at(3_700)) });
  expect(await watched()).toEqual([]);
  await beginWatch(table, watchIn(GONE, 9_000)); // it came back
  expect(await watchOf(table, place)).not.toHaveProperty('departedAt');
});

test('an account that was closed gets no close looks, and what is owed to it ends', async () => {
  const book = { table, ...bookRules };
  const regions = ['us-east-1', 'eu-west-1'];
  await oweLook(table, { ...watchIn(GONE, 0), owedSince: at(0) }, at(60));
  await beginWatch(table, watchIn(HERE, 0));
  const closed = { accountId: GONE, leftAt: at(60), regions, isClosed: true };
  for (const seconds of [61, 62]) {
    expect(await watchDeparted(book, { ...closed, now: new Date(at(seconds)) })).toEqual([]);
  }
  expect(await watched()).toEqual([`${HERE} us-east-1`]);
});

test('a look under way when its account is heard again does not say that it has left', async () => {
  const place = { accountId: GONE, region: 'us-east-1' };
  const left: Watch = { ...watchIn(GONE, 60), departedAt: at(60) };
  await beginWatch(table, left);
  await rejoinWatch(table, place, at(59)); // another leaving
  expect(await watchOf(table, place)).toEqual(left);
  await rejoinWatch(table, place, at(60));
  expect(await advanceWatch(table, left, { ...left, look: 1 })).toBe(false);
  const { departedAt: _, ...back } = left;
  expect(await watchOf(table, place)).toEqual(back);
  expect(await advanceWatch(table, back, { ...back, look: 1 })).toBe(true);
});

test('a minute has a limit of close looks for an account and for all accounts', async () => {
  const isTaken = (accountId: string, seconds = 0) =>
    countCloseLook(table, accountId, at(seconds), { ofOne: 2, ofAll: 3 });
  expect(await isTaken(GONE)).toBe(true);
  expect(await isTaken(GONE)).toBe(true);
  expect(await isTaken(GONE)).toBe(false);
  expect(await isTaken(HERE)).toBe(true);
  expect(await isTaken(HERE)).toBe(false);
  expect(await isTaken(GONE, 60)).toBe(true);
});

test('an account that comes back is watched anew', async () => {
  await beginWatch(table, watchIn(GONE, 0));
  await endOf(GONE, 0);
  await oweLook(table, watchIn(GONE, 900), at(960));
  expect(await watched()).toEqual([`${GONE} us-east-1`]);
});
