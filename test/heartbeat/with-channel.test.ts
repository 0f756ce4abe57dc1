import { expect, test } from '@jest/globals';
import type { PlaceState } from '../../shared/watch/coverage/place-state';
import { ticksAtFault, withChannel } from '../../shared/watch/heartbeat/with-channel';
import { at } from '../builders/at';

const place = (state: PlaceState['state']): PlaceState => ({
  ...{ accountId: '111122223333', name: 'payments', region: 'us-east-1' },
  ...{ state, trails: [] },
});

const RULE = 'arn:aws:events:us-east-1:222233334444:rule/trailwarden/trailwarden-signals';
const FORWARDER = 'arn:aws:iam::111122223333:role/trailwarden-forwarder-us-east-1';
const open = (subjectId: string) => ({
  ...{ id: 'inc-1', openedAt: at(0), subjectId, subjectKey: `warden#${subjectId}` },
});

test.each([
  RULE,
  'arn:aws:events:us-east-1:222233334444:event-bus/trailwarden',
  'arn:aws:sqs:us-east-1:222233334444:trailwarden-signals',
])('no place is guarded while an incident on %s is open', (id) => {
  const [guarded, blind] = withChannel([place('guarded'), place('blind')], [open(id)]);
  expect(guarded).toMatchObject({ state: 'silent', since: at(0) });
  expect(guarded?.why).toContain('(inc-1)');
  expect(blind).toEqual(place('blind'));
});

test.each([
  FORWARDER,
  'arn:aws:events:us-east-1:111122223333:rule/trailwarden-forward',
  'arn:aws:events:us-east-1:111122223333:rule/trailwarden-forward-warden',
])('a place is not guarded while an incident on %s, which sends its events, is open', (id) => {
  const elsewhere = { ...place('guarded'), region: 'eu-west-1' };
  const [here, there] = withChannel([place('guarded'), elsewhere], [open(id)]);
  expect(here).toMatchObject({ state: 'silent', since: at(0) });
  expect(here?.why).toContain('is not what it must be (inc-1)');
  expect(there).toEqual(elsewhere);
});

test.each([
  ['of another account', [open('arn:aws:events:us-east-1:999988887777:rule/trailwarden-forward')]],
  ['of another Region', [open('arn:aws:events:eu-west-1:111122223333:rule/trailwarden-forward')]],
  ['that forwards elsewhere', [open(FORWARDER.replace('us-east-1', 'eu-west-1'))]],
  ['that forwards, and was put back', [{ ...open(FORWARDER), restoredAt: at(5) }]],
  ['that sends no events', [open(FORWARDER.replace('forwarder-us-east-1', 'guard'))]],
  ['that brings refused calls only', [open(RULE.replace(/signals$/, 'attempts'))]],
  ['that brings ticks only', [open(RULE.replace(/signals$/, 'ticks'))]],
  ['that was put back, in a fight', [{ ...open(RULE), restoredAt: at(5) }]],
  ['that is none of ours', [{ ...open(RULE), subjectKey: `trail#${RULE}` }]],
])('an incident on a part %s changes no place', (_, incidents) => {
  expect(withChannel([place('guarded')], incidents)).toEqual([place('guarded')]);
});

test('the open incident on the rule or the queue of the ticks is found', () => {
  const rule = open(RULE.replace(/signals$/, 'ticks'));
  const queue = open('arn:aws:sqs:us-east-1:222233334444:trailwarden-ticks');
  expect(ticksAtFault([open(RULE), rule])).toBe(rule);
  expect(ticksAtFault([queue])).toBe(queue);
  expect(ticksAtFault([{ ...rule, restoredAt: at(5) }, open(RULE)])).toBeUndefined();
});
