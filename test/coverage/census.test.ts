import { expect, test } from '@jest/globals';
import { measurePlaces, measureSweep } from '../../services/sweeper/measure';
import type { Coverage, KnownCoverage, Sweep } from '../../shared/domain/coverage';
import type { Ticking } from '../../shared/domain/tick';
import { type IsSilent, startCensus } from '../../shared/watch/coverage/census';
import { aDenial, aThrottle } from '../builders/an-observation';
import { at } from '../builders/at';

const ID = '111122223333';
const now = new Date(at(7_200));

const aSweep = (accounts: number): Sweep => ({
  id: 'sweep-1',
  startedAt: at(7_100),
  finishedAt: at(7_190),
  accounts,
  regions: ['us-east-1', 'eu-west-1'],
  everyMinutes: 60,
});

const trailOf = (accountId: string) => ({
  id: `arn:aws:cloudtrail:us-east-1:${accountId}:trail/main`,
  isOrganization: false,
});

const guarded = (accountId = ID): Coverage => ({ kind: 'guarded', trails: [trailOf(accountId)] });
const blind = (accountId = ID): Coverage => ({
  kind: 'blind',
  trails: [{ ...trailOf(accountId), lacks: ['not logging'] }],
});

const aLook = (coverage: Coverage, different: Partial<KnownCoverage> = {}): KnownCoverage => ({
  accountId: ID,
  region: 'us-east-1',
  coverage,
  lookedAt: at(3_600),
  since: at(60),
  by: 'sweep',
  ...different,
});

const counted = (accounts: number, ...parts: readonly (readonly KnownCoverage[])[]) =>
  countedWhere(() => false, accounts, ...parts);

function countedWhere(
  isSilent: IsSilent,
  accounts: number,
  ...parts: readonly (readonly KnownCoverage[])[]
) {
  const census = startCensus(aSweep(accounts), now, isSilent);
  for (const looks of parts) census.add(looks);
  return census.end();
}

const nothing = { guarded: 0, silent: 0, blind: 0, unreachable: 0, notEnrolled: 0, unseen: 0 };

test('every place is counted once, by its last state', () => {
  const looks = [
    aLook(guarded()),
    aLook(blind('222233334444'), { accountId: '222233334444' }),
    aLook({ kind: 'unreachable', why: aDenial() }, { region: 'eu-west-1' }),
    aLook({ kind: 'unreachable', why: aThrottle() }, { accountId: '333344445555' }),
  ];
  expect(counted(2, looks)).toEqual({
    guarded: 1,
    silent: 0,
    blind: 1,
    unreachable: 1,
    notEnrolled: 1,
    unseen: 0,
  });
});

test('a place without a look for two intervals is unseen, even if it was guarded then', () => {
  expect(counted(1, [aLook(guarded(), { lookedAt: at(-60) })])).toEqual({ ...nothing, unseen: 2 });
});

test('a place that was never looked at is unseen', () => {
  expect(counted(2, [aLook(guarded())])).toEqual({ ...nothing, guarded: 1, unseen: 3 });
});

test('a blind Region whose trail a look elsewhere finds whole a second later is guarded', () => {
  const found = aLook(blind(), { region: 'eu-west-1', lookedAt: at(3_600) });
  const later = aLook(guarded(), { lookedAt: at(3_601) });
  expect(counted(1, [found], [later])).toMatchObject({ guarded: 2, blind: 0 });
  expect(counted(1, [later], [found])).toMatchObject({ guarded: 2, blind: 0 });
});

test('a silent place is not guarded, neither by its own look nor by a later one elsewhere', () => {
  const found = aLook(blind(), { region: 'eu-west-1', lookedAt: at(3_600) });
  const later = aLook(guarded(), { lookedAt: at(3_601) });
  const only = (region: string) =>
    countedWhere((place) => place.region === region, 1, [found, later]);
  expect(only('us-east-1')).toEqual({ ...nothing, guarded: 1, silent: 1 });
  expect(only('eu-west-1')).toEqual({ ...nothing, guarded: 1, silent: 1 });
});

test('a silent place that is blind or unseen is counted as blind or unseen', () => {
  const looks = [aLook(blind()), aLook(guarded(), { region: 'eu-west-1', lookedAt: at(-60) })];
  expect(countedWhere(() => true, 1, looks)).toEqual({ ...nothing, blind: 1, unseen: 1 });
});

test('an earlier look at its trail does not make a blind place guarded', () => {
  const before = aLook(guarded(), { lookedAt: at(3_599) });
  expect(counted(1, [before, aLook(blind(), { region: 'eu-west-1' })])).toMatchObject({
    guarded: 1,
    blind: 1,
  });
});

test('an account that left the organization makes no count negative', () => {
  expect(counted(0, [aLook(guarded())])).toEqual({ ...nothing, guarded: 1 });
});

async function* bothRegions() {
  yield [aLook(guarded())];
  yield [aLook(guarded(), { region: 'eu-west-1' })];
}

const tickedAt = (seconds: number, readAt: number): Ticking => ({
  ...{ region: 'us-east-1', shard: '3', readAt: at(readAt) },
  last: { [ID]: Date.parse(at(seconds)) / 1_000 },
});

test('the census of a sweep is five numbers, also zeros, so that an alarm ends', async () => {
  const ticks = [tickedAt(7_150, 7_190)];
  expect(
    await measurePlaces(aSweep(1), { coverage: bothRegions(), ticks, heartbeats: [] }, now),
  ).toEqual({
    PlacesGuarded: [2],
    PlacesBlind: [0],
    PlacesUnreachable: [0],
    PlacesNotEnrolled: [0],
    PlacesUnseen: [0],
  });
});

test.each([
  ['whose tick was late when the queue was emptied', tickedAt(7_080, 7_190)],
  ['whose ticks were not read for five minutes', tickedAt(6_880, 6_899)],
])('a place %s is not guarded, and the check of every minute counts it', async (_, ticking) => {
  const known = { coverage: bothRegions(), ticks: [ticking], heartbeats: [] };
  expect(await measurePlaces(aSweep(1), known, now)).toEqual({
    PlacesGuarded: [1],
    PlacesBlind: [0],
    PlacesUnreachable: [0],
    PlacesNotEnrolled: [0],
    PlacesUnseen: [0],
  });
});

test('a place whose heartbeats were not heard for eight minutes is not guarded, even if its ticks arrive', async () => {
  const ticks = [tickedAt(7_150, 7_190)];
  const guardedOf = async (silentSince: string | undefined) => {
    const one = { accountId: ID, region: 'us-east-1', ...(silentSince && { silentSince }) };
    const known = { coverage: bothRegions(), ticks, heartbeats: [one] };
    return (await measurePlaces(aSweep(1), known, now)).PlacesGuarded;
  };
  expect(await guardedOf(undefined)).toEqual([2]);
  expect(await guardedOf(at(7_200 - 480))).toEqual([2]);
  expect(await guardedOf(at(7_200 - 481))).toEqual([1]);
});

test('a sweep is measured from its start to its last page, and by what it asked for', () => {
  expect(measureSweep(aSweep(10))).toEqual({ SweepDuration: [90], SweepChecks: [20] });
});
