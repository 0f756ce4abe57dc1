import { expect, test } from '@jest/globals';
import type { Coverage, KnownCoverage } from '../../shared/domain/coverage';
import type { Obstacle } from '../../shared/domain/obstacle';
import { countStates, matrix, worstOf } from '../../shared/watch/coverage/matrix';
import { isBad, placeState } from '../../shared/watch/coverage/place-state';
import { withOverdue } from '../../shared/watch/coverage/with-overdue';
import { aDenial, aThrottle } from '../builders/an-observation';
import { at } from '../builders/at';

const ID = '111122223333';
const moment = { now: new Date(at(7_200)), staleAfterMs: 7_200_000 };

const anAccount = (state = 'ACTIVE', id = ID) => ({ id, name: 'payments', state });

const aLook = (coverage: Coverage, different: Partial<KnownCoverage> = {}): KnownCoverage => ({
  accountId: ID,
  region: 'us-east-1',
  coverage,
  lookedAt: at(3_600),
  since: at(60),
  by: 'sweep',
  ...different,
});

const guarded: Coverage = {
  kind: 'guarded',
  trails: [{ id: `arn:aws:cloudtrail:us-east-1:${ID}:trail/main`, isOrganization: false }],
};
const unreachable = (why: Obstacle): Coverage => ({ kind: 'unreachable', why });

const stateOf = (last?: KnownCoverage, account = anAccount()) =>
  placeState(account, 'us-east-1', last, moment);

test('a guarded place says since when and by which trail', () => {
  expect(stateOf(aLook(guarded))).toMatchObject({
    state: 'guarded',
    since: at(60),
    trails: [{ isOrganization: false }],
  });
});

test('a blind place says what each of its trails lacks', () => {
  const trail = { id: `arn:aws:cloudtrail:us-east-1:${ID}:trail/main`, isOrganization: false };
  const coverage: Coverage = { kind: 'blind', trails: [{ ...trail, lacks: ['not logging'] }] };
  expect(stateOf(aLook(coverage))).toMatchObject({ state: 'blind', why: 'main: not logging' });
  expect(stateOf(aLook({ kind: 'blind', trails: [] })).why).toBe('there is no trail');
});

test('a place whose role cannot be assumed is not enrolled; with any other obstacle it is unreachable', () => {
  expect(stateOf(aLook(unreachable(aDenial())))).toMatchObject({
    state: 'not enrolled',
    why: 'sts:AssumeRole was denied (AccessDenied)',
  });
  expect(stateOf(aLook(unreachable(aThrottle()))).state).toBe('unreachable');
});

test('an organization’s trail whose own account denies the read does not make its members unenrolled', () => {
  const trail = 'arn:aws:cloudtrail:us-east-1:444455556666:trail/all';
  expect(stateOf(aLook({ kind: 'unreachable', why: aDenial(), trail }))).toMatchObject({
    state: 'unreachable',
    why: `sts:AssumeRole was denied (AccessDenied), of ${trail}`,
  });
});

test('a place that was last seen guarded three hours ago is stale since then', () => {
  const old = aLook(guarded, { lookedAt: at(-3_600) });
  expect(stateOf(old)).toMatchObject({
    state: 'stale',
    since: at(-3_600),
    why: 'it was guarded then',
  });
});

test('a place that was never looked at has the state "never", which is not fine', () => {
  const place = stateOf();
  expect(place.state).toBe('never');
  expect(isBad(place)).toBe(true);
});

test.each([
  ['SUSPENDED', 'suspended'],
  ['PENDING_CLOSURE', 'closed'],
  ['CLOSED', 'closed'],
  ['PENDING_ACTIVATION', 'joining'],
])('an account that is %s is shown as %s, even if it was last seen blind', (state, shown) => {
  const place = stateOf(aLook({ kind: 'blind', trails: [] }), anAccount(state));
  expect(place.state).toBe(shown);
  expect(isBad(place)).toBe(false);
});

test('an account in an unknown state is looked at all the same', () => {
  expect(stateOf(undefined, anAccount('SOMETHING_NEW')).state).toBe('never');
});

test('the matrix has every account × Region, without accounts that left', () => {
  const places = matrix({
    accounts: [anAccount(), anAccount('SUSPENDED', '444455556666')],
    regions: ['us-east-1', 'eu-west-1'],
    known: [aLook(guarded), aLook(guarded, { accountId: '999988887777' })],
    ...moment,
  });
  expect(places.map(({ accountId, region, state }) => [accountId, region, state])).toEqual([
    [ID, 'us-east-1', 'guarded'],
    [ID, 'eu-west-1', 'never'],
    ['444455556666', 'us-east-1', 'suspended'],
    ['444455556666', 'eu-west-1', 'suspended'],
  ]);
  expect(countStates(places)).toEqual([
    ['never', 1],
    ['guarded', 1],
    ['suspended', 2],
  ]);
});

test('the worst place comes first, and of equal ones the one that has been so for longest', () => {
  const blind = (seconds: number) =>
    stateOf(aLook({ kind: 'blind', trails: [] }, { since: at(seconds) }));
  const places = [stateOf(), blind(120), stateOf(aLook(guarded)), blind(60)];
  expect(worstOf(places).map(({ state, since }) => [state, since])).toEqual([
    ['blind', at(60)],
    ['blind', at(120)],
    ['never', undefined],
  ]);
});

test('a place whose next look is more than a minute overdue is not guarded by the look before', () => {
  const here = { accountId: ID, region: 'us-east-1', startedAt: at(60), look: 1, quiet: 0 };
  const overdue = (seconds: number) =>
    withOverdue(
      [stateOf(aLook(guarded)), stateOf(aLook(unreachable(aThrottle())))],
      [{ ...here, why: 'trail main was started', nextAt: at(7_200 - seconds) }],
      moment.now,
    );
  expect(overdue(61)).toMatchObject([
    { state: 'stale', since: at(7_139), why: expect.stringContaining('overdue') },
    { state: 'unreachable' },
  ]);
  expect(overdue(61).some(isBad)).toBe(true);
  expect(overdue(60)).toMatchObject([{ state: 'guarded' }, { state: 'unreachable' }]);
});
