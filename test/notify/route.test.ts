import { expect, test } from '@jest/globals';
import type { Transition } from '../../shared/domain/notification';
import { parseConfiguration } from '../../shared/tell/notify/configuration';
import { route } from '../../shared/tell/notify/route';
import { urgencyOf } from '../../shared/tell/notify/urgency';
import { anIncident } from '../builders/an-incident';
import { aNotice } from './a-notice';

const arn = 'arn:aws:ssm:us-east-1:111122223333:parameter/trailwarden/key';
const channels = {
  chat: { kind: 'slack', secret: arn },
  pager: { kind: 'pagerduty', secret: arn },
  boss: { kind: 'sns', topicArn: 'arn:aws:sns:us-east-1:111122223333:boss' },
};
const configured = (rest: object) => parseConfiguration(JSON.stringify({ channels, ...rest }));
const restored: Transition = aNotice();
const reminder = (number: number): Transition => ({
  ...aNotice({ id: `reminder#${number}`, kind: 'reminder' }),
  reminder: number,
});

test('without rules every channel is told every notice', () => {
  expect(route(restored, anIncident(), configured({}))).toEqual(['chat', 'pager', 'boss']);
});

test('every rule that fits adds its channels, and each channel is told once', () => {
  const rules = [
    { to: ['chat'] },
    { to: ['chat', 'pager'], tell: ['escalated', 'restored'], when: { severity: ['critical'] } },
    { to: ['boss'], when: { account: ['444455556666'] } },
  ];
  expect(route(restored, anIncident(), configured({ rules }))).toEqual(['chat', 'pager']);
  const medium = anIncident({ severity: 'medium' });
  expect(route(restored, medium, configured({ rules }))).toEqual(['chat']);
});

test('each reminder goes to the next contact, and the last one stays', () => {
  const rules = [{ to: ['chat'] }];
  const settings = configured({ rules, escalateTo: ['pager', 'boss'] });
  const toldBy = (number: number) => route(reminder(number), anIncident(), settings);
  expect(toldBy(1)).toEqual(['chat', 'pager']);
  expect(toldBy(2)).toEqual(['chat', 'boss']);
  expect(toldBy(9)).toEqual(['chat', 'boss']);
});

test.each([
  ['escalated', 'medium', 'now'],
  ['open', 'medium', 'now'],
  ['restored', 'critical', 'now'],
  ['restored', 'medium', 'today'],
  ['attempted', 'high', 'today'],
] as const)('an incident that is %s and %s needs a person: %s', (state, severity, when) => {
  expect(urgencyOf(anIncident({ state, severity }), { look: [] })).toBe(when);
});

test('a pager is told of the answer even if its rule leaves answers out, because the alert it opened must end', () => {
  const rules = [{ to: ['pager', 'chat'], tell: ['escalated'] }];
  const answered: Transition = { ...aNotice({ id: 'acknowledged#1', kind: 'acknowledged' }) };
  expect(route(answered, anIncident(), configured({ rules }))).toEqual(['pager']);
});
