import { expect, test } from '@jest/globals';
import { verdict } from '../../../services/cli/sweep/tally';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { again, anIncident, aPlaceAsked, waiting } from './builders';

const places = [aPlaceAsked()];
const restored = anIncident();

test('the verdict is ok when all places are looked at, guarded and put back', () => {
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
])('%s is bad, even if other places are not known yet', (_, { places: some, incidents }) => {
  expect(verdict({ places: [...some, aPlaceAsked({}, waiting)], incidents })).toBe(exitCode.bad);
});

test.each([
  ['was not looked at in time', aPlaceAsked({}, waiting)],
  ['is still throttled', aPlaceAsked({}, again('throttled'))],
  ['could not be read', aPlaceAsked({ state: 'unreachable' })],
])('a place that %s is not known to be fine', (_, place) => {
  expect(verdict({ places: [...places, place], incidents: [] })).toBe(exitCode.unreachable);
});
