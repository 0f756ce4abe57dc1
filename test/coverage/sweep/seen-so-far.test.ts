import { expect, test } from '@jest/globals';
import type { Asked } from '../../../services/cli/sweep/asked';
import { seenSoFar } from '../../../services/cli/sweep/seen-so-far';
import type { Coverage, KnownCoverage } from '../../../shared/domain/coverage';
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

test('a place waits until somebody has looked at it since', () => {
  expect(answersTo()).toEqual(['waiting, never']);
  expect(answersTo(aLook({ by: 'sweep', lookedAt: at(59) }))).toEqual(['waiting, guarded']);
  expect(answersTo(aLook())).toEqual(['looked, guarded']);
});

test('our own look counts whatever the clock of this machine says', () => {
  expect(answersTo(aLook({ lookedAt: at(0) }))).toEqual(['looked, guarded']);
});

test('a later look that somebody else asked for is as good', () => {
  expect(answersTo(aLook({ by: 'sweep', lookedAt: at(61) }))).toEqual(['looked, guarded']);
});

const unreachable = (kind: 'throttled' | 'unreachable' | 'denied'): Coverage => ({
  kind: 'unreachable',
  why: { kind, code: 'Some', call: 'sts:AssumeRole' },
});

test('a throttled look is not the last word; one that met any other obstacle is', () => {
  const answers = (['throttled', 'unreachable', 'denied'] as const).flatMap((kind) =>
    answersTo(aLook({ coverage: unreachable(kind) })),
  );
  expect(answers).toEqual([
    'throttled, unreachable',
    'looked, unreachable',
    'looked, not enrolled',
  ]);
});

test('a finding is what was seen since, in a place that was asked for, and was no mere attempt', () => {
  const found = (but: Parameters<typeof anIncident>[0]) =>
    seenSoFar(asked, { known: [], incidents: [anIncident(but)], now: new Date(at(100)) }).incidents
      .length;
  expect(found({ openedAt: at(0), lastSeenAt: at(60) })).toBe(1);
  expect(found({ lastSeenAt: at(59) })).toBe(0);
  expect(found({ region: 'eu-west-1' })).toBe(0);
  expect(found({ accountId: '444455556666' })).toBe(0);
  expect(found({ state: 'attempted' })).toBe(0);
});
