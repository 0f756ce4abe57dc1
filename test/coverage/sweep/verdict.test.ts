import { expect, test } from '@jest/globals';
import { verdict } from '../../../services/cli/sweep/verdict';
import { exitCode } from '../../../services/cli/user-error';
import { anIncident, aPlaceAsked } from './builders';

const places = [aPlaceAsked()];
const restored = anIncident();

test('all looked at, guarded and put back is fine', () => {
  expect(verdict({ places, incidents: [] })).toBe(exitCode.ok);
  expect(verdict({ places, incidents: [restored] })).toBe(exitCode.ok);
});

test.each([
  ['a blind place', { places: [aPlaceAsked({ state: 'blind' })], incidents: [] }],
  [
    'an account that is not enrolled',
    { places: [aPlaceAsked({ state: 'not enrolled' })], incidents: [] },
  ],
  ['what is not put back', { places, incidents: [restored, anIncident({ state: 'escalated' })] }],
])('%s is bad, whatever else is not known', (_, { places: some, incidents }) => {
  const waiting = aPlaceAsked({ answer: 'waiting' });
  expect(verdict({ places: [...some, waiting], incidents })).toBe(exitCode.bad);
});

test.each([
  ['nobody looked at in time', { answer: 'waiting' }],
  ['is still throttled', { answer: 'throttled', state: 'unreachable' }],
  ['could not be read', { state: 'unreachable' }],
] as const)('a place that %s is not known to be fine', (_, but) => {
  expect(verdict({ places: [...places, aPlaceAsked(but)], incidents: [] })).toBe(
    exitCode.unreachable,
  );
});
