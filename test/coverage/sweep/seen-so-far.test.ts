import { expect, test } from '@jest/globals';
import { type Asked, seenSoFar } from '../../../services/cli/sweep/seen-so-far';
import type { KnownCoverage } from '../../../shared/domain/coverage';
import { at } from '../../builders/at';
import { anIncident } from './builders';

const asked: Asked = {
  by: 'trailwarden sweep 0a1b2c3d',
  at: at(60),
  accounts: [{ id: '111122223333', name: 'payments', state: 'ACTIVE' }],
  regions: ['us-east-1'],
};

const aLook = (but: Partial<KnownCoverage> = {}): KnownCoverage => ({
  accountId: '111122223333',
  region: 'us-east-1',
  coverage: { kind: 'guarded', trails: [] },
  lookedAt: at(90),
  since: at(0),
  by: asked.by,
  ...but,
});

const answersTo = (...known: readonly KnownCoverage[]) =>
  seenSoFar(asked, { known, incidents: [], now: new Date(at(100)) }).places.map(
    ({ answer, state }) => `${answer}, ${state}`,
  );

test('a place waits until it was looked at after the request', () => {
  expect(answersTo()).toEqual(['waiting, never']);
  expect(answersTo(aLook({ by: 'sweep', lookedAt: at(59) }))).toEqual(['waiting, guarded']);
  expect(answersTo(aLook())).toEqual(['looked, guarded']);
});

test('a look that this sweep asked for counts, even if the clock of this machine is ahead', () => {
  expect(answersTo(aLook({ lookedAt: at(0) }))).toEqual(['looked, guarded']);
});

test('a later look that another sweep asked for is as good', () => {
  expect(answersTo(aLook({ by: 'sweep', lookedAt: at(61) }))).toEqual(['looked, guarded']);
});

test('a look that is to be repeated is no final answer, even if the place is guarded', () => {
  const unfinished = { why: 'cloudtrail:GetTrailStatus was throttled', met: 'throttled' as const };
  expect(answersTo(aLook({ unfinished }))).toEqual(['again, guarded']);
});

test('a place that cannot be entered was looked at, and is not enrolled', () => {
  const why = { kind: 'denied' as const, code: 'AccessDenied', call: 'sts:AssumeRole' };
  expect(answersTo(aLook({ coverage: { kind: 'unreachable', why } }))).toEqual([
    'looked, not enrolled',
  ]);
});

test('a finding is an incident seen since the request in a place that was asked for, and no mere attempt', () => {
  const found = (but: Parameters<typeof anIncident>[0]) =>
    seenSoFar(asked, { known: [], incidents: [anIncident(but)], now: new Date(at(100)) }).incidents
      .length;
  expect(found({ openedAt: at(0), lastSeenAt: at(60) })).toBe(1);
  expect(found({ lastSeenAt: at(59) })).toBe(0);
  expect(found({ region: 'eu-west-1' })).toBe(0);
  expect(found({ accountId: '444455556666' })).toBe(0);
  expect(found({ state: 'attempted' })).toBe(0);
});
