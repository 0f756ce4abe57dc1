import { expect, test } from '@jest/globals';
import { withClaimedStop } from '../../shared/claimed-stop';
import { anEvent } from '../builders/a-signal';
import { aStoppedTrailState, aTrailState } from '../builders/a-trail-state';
import { anAbsent, anUnreachable, aPresent } from '../builders/an-observation';
import { at } from '../builders/at';

const timeless = aPresent({
  state: { ...aTrailState(), status: { isLogging: false } },
});

test('where the status gives no stop time, the event does, and the time says so', () => {
  expect(withClaimedStop(timeless, [anEvent()])).toMatchObject({
    state: { status: { isLogging: false, stoppedAt: { at: at(0), source: 'event' } } },
  });
});

test('the status is believed before the event', () => {
  const observation = aPresent({ state: aStoppedTrailState() });
  expect(withClaimedStop(observation, [anEvent({ eventTime: at(-50) })])).toEqual(observation);
});

test.each([
  ['that was refused', anEvent({ evidence: { errorCode: 'AccessDenied' } })],
  ['of another call', anEvent({ evidence: { eventName: 'UpdateTrail' } })],
])('an event %s gives no time', (_, event) => {
  expect(withClaimedStop(timeless, [event])).toBe(timeless);
});

test.each([anAbsent(), anUnreachable()])(
  'an event adds nothing to an observation of kind $kind',
  (observation) => {
    expect(withClaimedStop(observation, [anEvent()])).toEqual(observation);
  },
);
