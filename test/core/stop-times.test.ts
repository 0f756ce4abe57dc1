import { expect, test } from '@jest/globals';
import { withClaimedStop } from '../../shared/restore/suspicious-events';
import { anEvent } from '../builders/a-signal';
import { aStoppedTrailState, aTrailState, fromStatus } from '../builders/a-trail-state';
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

const deleted = (seconds: number) =>
  anEvent({
    id: `deleted-${seconds}`,
    eventTime: at(seconds),
    evidence: { eventName: 'DeleteTrail' },
  });

const gone = anAbsent();

test.each([
  ['the newest', [deleted(0), deleted(5)]],
  ['the newest, in any order', [deleted(5), deleted(0)]],
  ['none of three days ago', [deleted(-3 * 86_400), deleted(5)]],
])('of several deletions the date is that of %s', (_, events) => {
  expect(withClaimedStop(gone, events)).toMatchObject({ goneAt: { at: at(5), source: 'event' } });
});

test('a deletion that was undone before dates none after it', () => {
  const whole = at(-80);
  const times = { openedAt: at(-90), lastSeenAt: whole, observedAt: whole };
  const episode = { incidentId: 'inc-1', state: 'restored', ...times } as const;
  expect(withClaimedStop(gone, [deleted(-100)], episode)).toEqual(gone);
  expect(withClaimedStop(gone, [deleted(-100), deleted(2)], episode)).toMatchObject({
    goneAt: { at: at(2) },
  });
});

const started = (seconds: number) =>
  aPresent({ state: aTrailState({ status: { startedAt: fromStatus(seconds) } }) });

test('a deletion dates the one before, where the trail that is there was started since', () => {
  expect(withClaimedStop(started(5.2), [deleted(5)])).toEqual({
    ...started(5.2),
    goneAt: { at: at(5), source: 'event' },
  });
  // Read before it was deleted.
  expect(withClaimedStop(started(4), [deleted(5)])).toEqual(started(4));
});

test.each([anAbsent(), anUnreachable()])(
  'an event adds nothing to an observation of kind $kind',
  (observation) => {
    expect(withClaimedStop(observation, [anEvent()])).toEqual(observation);
  },
);
