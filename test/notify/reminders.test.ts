import { expect, test } from '@jest/globals';
import { parseConfiguration } from '../../shared/tell/notify/configuration';
import { dueReminder } from '../../shared/tell/notify/reminders';
import { anIncident } from '../builders/an-incident';
import { NOON, noon } from './a-notice';

const rules = parseConfiguration('{"channels":{}}');
const opened = anIncident({ openedAt: NOON, state: 'escalated' });
const between = (from: number, to: number, incident = opened) =>
  dueReminder(incident, { since: noon(from), now: noon(to) }, rules)?.id;

test('no reminder is due within the first quarter of an hour', () => {
  expect(between(0, 14)).toBeUndefined();
});

test.each([
  [15, 'reminder#15m'],
  [60, 'reminder#60m'],
  [240, 'reminder#240m'],
  [1_440, 'reminder#1440m'],
  [2_880, 'reminder#2880m'],
])('after %i minutes there is a reminder, and in the minute after it none', (minutes, id) => {
  expect(between(minutes - 1, minutes)).toBe(id);
  expect(between(minutes, minutes + 1)).toBeUndefined();
});

test('after a day without a run one reminder is due, not every one that was missed', () => {
  expect(between(1, 1_500)).toBe('reminder#1440m');
});

test('an answered incident has no reminder', () => {
  expect(between(0, 15, { ...opened, acknowledged: true })).toBeUndefined();
});

test('the first reminder of a restored incident that blinded nothing is due after a day', () => {
  const calm = anIncident({ openedAt: NOON, severity: 'medium' });
  expect(between(0, 1_439, calm)).toBeUndefined();
  expect(between(1_439, 1_440, calm)).toBe('reminder#1440m');
});

test('reminders end after a month', () => {
  expect(between(29 * 1_440 - 1, 29 * 1_440)).toBe(`reminder#${29 * 1_440}m`);
  expect(between(31 * 1_440, 40 * 1_440)).toBeUndefined();
});

test('operators can switch reminders off for the changes of their own deployer', () => {
  const ours = parseConfiguration(
    JSON.stringify({
      channels: {},
      look: [{ when: { actor: ['arn:aws:sts::111122223333:assumed-role/Admin/*'] }, a: 'never' }],
    }),
  );
  const during = { since: noon(0), now: noon(600) };
  expect(dueReminder(opened, during, ours)).toBeUndefined();
  const [actor = ''] = opened.actors;
  const two = { ...opened, actors: [actor, 'arn:aws:iam::111122223333:user/mallory'] };
  expect(dueReminder(two, during, ours)?.id).toBe('reminder#240m');
});
