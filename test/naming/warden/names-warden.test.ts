import { expect, test } from '@jest/globals';
import { actingRole } from '../../../shared/domain/warden';
import { namesWarden } from '../../../shared/signal/names';
import { aBusPart, aPart, aQueuePart, aRolePart, aRulePart } from '../../builders/warden/parts';

const ACCOUNT = '222233334444';
const signalsRule = aPart(`events:us-east-1:${ACCOUNT}:rule/trailwarden/trailwarden-signals`);

const call = (eventName: string, parameters: object, different: object = {}) => ({
  eventName,
  parameters: parameters as Readonly<Record<string, unknown>>,
  accountId: ACCOUNT,
  region: 'us-east-1',
  resources: [],
  ...different,
});
const POLICY = `arn:aws:iam::${ACCOUNT}:policy/`;
const queueUrl = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/trailwarden-undelivered`;
const busArn = aBusPart().id;

test.each([
  ['a rule by name', aRulePart(), call('DisableRule', { name: 'trailwarden-forward' })],
  ['a rule by its targets', aRulePart(), call('RemoveTargets', { rule: 'trailwarden-forward' })],
  [
    'a rule on a bus by name',
    signalsRule,
    call('DeleteRule', { name: 'trailwarden-signals', eventBusName: 'trailwarden' }),
  ],
  [
    'a rule on a bus by its ARN',
    signalsRule,
    call('PutTargets', { rule: 'trailwarden-signals', eventBusName: busArn }),
  ],
  ['a bus', aBusPart(), call('DeleteEventBus', { name: 'trailwarden' })],
  ['a bus’s policy', aBusPart(), call('PutPermission', { eventBusName: 'trailwarden' })],
  ['a role', aRolePart(), call('DeleteRole', { roleName: 'trailwarden-reader' })],
  ['a role in other letters', aRolePart(), call('DeleteRole', { roleName: 'TrailWarden-Reader' })],
  [
    'a role, recorded in the global Region',
    { ...aRolePart(), region: 'eu-west-1' },
    call('DeleteRole', { roleName: 'trailwarden-reader' }),
  ],
  [
    'a role by what bounds it',
    aRolePart(),
    call('CreatePolicyVersion', { policyArn: `${POLICY}trailwarden-boundary` }),
  ],
  [
    'a forwarder by what bounds it',
    aRolePart('trailwarden-forwarder-eu-west-1'),
    call('SetDefaultPolicyVersion', { policyArn: `${POLICY}trailwarden-boundary-eu-west-1` }),
  ],
  [
    'a role by the name of what bounds it, where that is made again',
    aRolePart(),
    call('CreatePolicy', { policyName: 'trailwarden-boundary' }),
  ],
  ['a queue', aQueuePart(), call('DeleteQueue', { queueUrl })],
  [
    'a queue, from another account',
    aQueuePart(),
    call('PurgeQueue', { queueUrl }, { accountId: '999988887777' }),
  ],
])('a call names %s', (_, subject, named) => {
  expect(namesWarden(subject, named)).toBe(true);
});

test.each([
  [
    'a role by what bounds another one',
    aRolePart(),
    call('CreatePolicyVersion', { policyArn: `${POLICY}trailwarden-boundary-eu-west-1` }),
  ],
  [
    'a role that nothing of ours bounds by a policy of any name',
    aRolePart('CloudTrail_Logs'),
    call('CreatePolicy', { policyName: 'trailwarden-boundary' }),
  ],
  [
    'a role by an inline policy of that name on another role',
    aRolePart(),
    call('PutRolePolicy', { roleName: 'web', policyName: 'trailwarden-boundary' }),
  ],
  [
    'a rule of that name on another bus',
    aRulePart(),
    call('DisableRule', { name: 'trailwarden-forward', eventBusName: 'other' }),
  ],
  [
    'a rule of that name in another Region',
    aRulePart(),
    call('DisableRule', { name: 'trailwarden-forward' }, { region: 'eu-west-1' }),
  ],
  ['the default bus', aBusPart(), call('RemovePermission', { statementId: 'x' })],
  ['a rule with the bus’s name', aBusPart(), call('PutRule', { name: 'trailwarden' })],
  [
    'a role in another account',
    aRolePart(),
    call('DeleteRole', { roleName: 'trailwarden-reader' }, { accountId: '999988887777' }),
  ],
  ['another role', aRolePart(), call('DeleteRole', { roleName: 'trailwarden-reader-2' })],
  ['nothing', aQueuePart(), call('DeleteQueue', {})],
])('a call that names %s is not about the part', (_, subject, named) => {
  expect(namesWarden(subject, named)).toBe(false);
});

test('only the guard itself is put back by the spare', () => {
  expect(actingRole({ on: aRolePart('trailwarden-guard').id })).toBe('spare');
  expect(actingRole({ on: aRolePart('trailwarden-spare').id })).toBe('guard');
  expect(actingRole({ on: aRolePart('trailwarden-guard-2').id })).toBe('guard');
  expect(actingRole({ on: aRulePart().id })).toBe('guard');
});
