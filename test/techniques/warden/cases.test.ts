import { expect, test } from '@jest/globals';
import type { WardenState } from '../../../shared/domain/warden';
import { findTechnique, techniques } from '../../../shared/tampering/catalogue';
import {
  aBus,
  aQueue,
  aRole,
  aRule,
  DENY_ALL,
  gone,
  mustBe,
  seen,
  without,
} from '../../builders/warden/parts';

const full = { rule: aRule(), bus: aBus(), role: aRole(), queue: aQueue() };

/** The findings of every technique of the warden's parts in this state. */
const found = (is: WardenState, must: WardenState = full[is.kind]) =>
  techniques.warden.flatMap((technique) => technique.detect(seen(is), mustBe(must)) ?? []);

const attributes = (different: Readonly<Record<string, string>>) =>
  aQueue({ attributes: { ...aQueue().attributes, ...different } });
const target = (different: object = {}) => ({ Id: 'security-account', Arn: 'arn:x', ...different });

test.each<[id: string, part: string, sentence: string, state: WardenState]>([
  [
    'silence-rule',
    'state',
    'Rule trailwarden-forward is not what it must be: state.',
    aRule({ state: 'DISABLED' }),
  ],
  [
    'silence-rule',
    'eventPattern',
    'Rule trailwarden-forward is not what it must be: eventPattern.',
    aRule({ eventPattern: '{"source":["mallory"]}' }),
  ],
  [
    'silence-rule',
    'scheduleExpression',
    'Rule trailwarden-forward is not what it must be: scheduleExpression.',
    aRule({ scheduleExpression: 'rate(1 hour)' }),
  ],
  [
    'divert-targets',
    'targets.security-account',
    'Rule trailwarden-forward no longer reports to where it must.',
    aRule({ targets: [] }),
  ],
  [
    'divert-targets',
    'targets.security-account',
    'Rule trailwarden-forward no longer reports to where it must.',
    aRule({ targets: [target()] }),
  ],
  [
    'divert-targets',
    'targets.security-account',
    'Rule trailwarden-forward no longer reports to where it must.',
    aRule({ targets: (aRule().targets ?? []).map((one) => ({ ...one, Input: '{}' })) }),
  ],
  [
    'crowd-targets',
    'targets.mallory, targets.eve',
    'Rule trailwarden-forward has targets that are not its own: mallory, eve.',
    aRule({
      targets: [...(aRule().targets ?? []), target({ Id: 'mallory' }), target({ Id: 'eve' })],
    }),
  ],
  [
    'close-bus',
    'policy',
    'The policy of bus trailwarden was changed.',
    aBus({ policy: '{"Statement":[]}' }),
  ],
  ['close-bus', 'policy', 'The policy of bus trailwarden was removed.', without(aBus(), 'policy')],
  [
    'rekey-bus',
    'kmsKeyIdentifier',
    'Bus trailwarden has another key or dead-letter queue.',
    aBus({ kmsKeyIdentifier: 'alias/mallory' }),
  ],
  [
    'strip-role',
    'inlinePolicies.more, arn:aws:iam::aws:policy/SecurityAudit',
    'Role trailwarden-reader lost policies: more, arn:aws:iam::aws:policy/SecurityAudit.',
    aRole({ inlinePolicies: { read: '{"Statement":[{"Effect":"Allow"}]}' }, attachedPolicies: [] }),
  ],
  [
    'deny-role',
    'inlinePolicies.mallory',
    'Role trailwarden-reader has policies that are not its own: mallory.',
    aRole({ inlinePolicies: { ...aRole().inlinePolicies, mallory: '{}' } }),
  ],
  [
    'deny-role',
    'inlinePolicies.__proto__, inlinePolicies.constructor',
    'Role trailwarden-reader has policies that are not its own: __proto__, constructor.',
    aRole({
      inlinePolicies: Object.fromEntries([
        ...Object.entries(aRole().inlinePolicies ?? {}),
        ['__proto__', '{}'],
        ['constructor', '{}'],
      ]),
    }),
  ],
  [
    'attach-foreign-policy',
    'attachedPolicies',
    `Role trailwarden-reader has policies attached that are not its own: ${DENY_ALL}.`,
    aRole({ attachedPolicies: [DENY_ALL, ...(aRole().attachedPolicies ?? [])] }),
  ],
  [
    'change-role-trust',
    'trustPolicy',
    'A principal that must not may assume role trailwarden-reader.',
    aRole({ trustPolicy: '{"Statement":[]}' }),
  ],
  [
    'change-role-boundary',
    'permissionsBoundaryArn',
    'Role trailwarden-reader has not got its permissions boundary.',
    without(aRole(), 'permissionsBoundaryArn'),
  ],
  [
    'rewrite-boundary-text',
    'boundaryText',
    'Policy trailwarden-boundary, which bounds role trailwarden-reader, has another text.',
    aRole({ boundaryText: '{"Statement":[]}' }),
  ],
  [
    'rewrite-boundary-text',
    'boundaryText',
    'Policy trailwarden-boundary, which bounds role trailwarden-reader, has another text.',
    aRole({ boundaryText: '{}' }),
  ],
  [
    'close-queue',
    'attributes.MessageRetentionPeriod, attributes.RedrivePolicy',
    'Queue trailwarden-undelivered was changed: MessageRetentionPeriod, RedrivePolicy.',
    attributes({ MessageRetentionPeriod: '60', RedrivePolicy: '{}' }),
  ],
])('%s is the only finding in %s, with the sentence: %s', (technique, part, sentence, state) => {
  expect(found(state)).toMatchObject([{ technique, part, sentence, healed: false }]);
});

test('bound-free-role: a boundary on a role whose baseline has none is found, and by no other technique', () => {
  const free = without(aRole(), 'permissionsBoundaryArn');
  expect(found(aRole({ permissionsBoundaryArn: DENY_ALL }), free)).toMatchObject([
    { technique: 'bound-free-role', expected: 'none', actual: DENY_ALL },
  ]);
});

test('a replaced boundary is one finding, even if the texts differ too', () => {
  const other = aRole({ permissionsBoundaryArn: DENY_ALL, boundaryText: '{}' });
  expect(found(other).map(({ technique }) => technique)).toEqual(['change-role-boundary']);
});

test('an old baseline without a boundary’s text does not find another text', () => {
  expect(found(aRole({ boundaryText: '{}' }), without(aRole(), 'boundaryText'))).toEqual([]);
});

test.each<[id: string, state: WardenState]>([
  ['delete-rule', aRule()],
  ['delete-bus', aBus()],
  ['delete-role', aRole()],
  ['delete-queue', aQueue()],
])('%s is the only finding when the part is gone', (technique, must) => {
  const all = techniques.warden.flatMap((one) => one.detect(gone(must.kind), mustBe(must)) ?? []);
  expect(all).toMatchObject([{ technique, part: must.kind, healed: false }]);
});

test('a role under another path with our role’s name is found as delete-role only', () => {
  const all = found(aRole({ path: '/x/', inlinePolicies: {}, trustPolicy: '{}' }));
  expect(all).toMatchObject([
    { technique: 'delete-role', part: 'role', actual: 'another role of this name', healed: false },
  ]);
});

test.each(Object.values(full))('a $kind that equals its baseline is not found', (state) => {
  expect(found(state)).toEqual([]);
});

test.each<[what: string, state: WardenState]>([
  [
    'a rule that matches read-only calls too',
    aRule({ state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }),
  ],
  ['a rule with another description', aRule({ description: 'Ours.' })],
  ['a queue that takes larger messages', attributes({ MaximumMessageSize: '1048576' })],
])('%s is no tampering', (_, state) => {
  expect(found(state)).toEqual([]);
});

test.each<[what: string, state: WardenState]>([
  ['a rule', without(aRule(), 'targets', 'tags')],
  ['a role', without(aRole(), 'inlinePolicies', 'attachedPolicies', 'boundaryText')],
])('parts of %s that were not read are not judged, now or at the capture', (_, unread) => {
  expect(found(unread)).toEqual([]);
  expect(found(full[unread.kind], unread)).toEqual([]);
});

test.each(techniques.warden)('$id: the drill leaves parts of another kind alone', ({ drill }) => {
  const drilled = Object.values(full).filter(
    (state) => drill(seen(state).subject as never).length > 0,
  );
  expect(drilled).toHaveLength(1);
});

test('PurgeQueue is a reason to look at a queue', () => {
  expect(findTechnique('close-queue')?.events['sqs.amazonaws.com']).toContain('PurgeQueue');
});
