import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FeedEntry } from '../../../services/sandbox/core/feed';
import { releaseDeliveries } from '../../../services/sandbox/events/delivery-faults';
import { findBus } from '../../../services/sandbox/events/find-bus';
import { putServiceEvent } from '../../../services/sandbox/events/publish';
import { putRule } from '../../../services/sandbox/events/put-rule';
import { putTarget } from '../../../services/sandbox/events/put-target';
import type { PolicyDocument } from '../../../services/sandbox/iam/policy-document';
import { createRole, deleteRole } from '../../../services/sandbox/iam/roles';
import { createKey } from '../../../services/sandbox/kms/create-key';
import { centralTemplate, memberTemplate } from './event-path-templates';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  eventually,
  payments,
  security,
} from './event-path-under-test';

let path: EventPathUnderTest;
let sqs: SQSClient;

beforeEach(async () => {
  path = await eventPathUnderTest({ regions: ['us-east-1', 'eu-west-1'] });
  sqs = path.sqs();
  await path.deploy(centralTemplate);
});

afterEach(async () => {
  sqs.destroy();
  await path.sandbox.close();
});

function deployMember(region = 'us-east-1') {
  return path.deploy(memberTemplate, { accountId: payments, region, stackName: 'member' });
}

function stopLogging(eventID: string, more: object = {}, region = 'us-east-1'): void {
  putServiceEvent(path.sandbox.world, {
    accountId: payments,
    region,
    source: 'aws.cloudtrail',
    detailType: 'AWS API Call via CloudTrail',
    detail: { eventName: 'StopLogging', eventID, readOnly: false, ...more },
    time: new Date('2026-11-21T10:00:00.250Z'),
  });
}

type Delivered = Extract<FeedEntry, { readonly kind: 'delivery' }>;

function deliveries(targetArn: string): readonly Delivered[] {
  return path.sandbox.world.feed.entries.filter(
    (entry): entry is Delivered => entry.kind === 'delivery' && entry.targetArn === targetArn,
  );
}

/** What EventBridge says within a Region for every cause. */
const lacking = 'NO_PERMISSIONS: Lack of permissions to invoke cross account target.';

const trustOf = (Service: string): PolicyDocument => ({
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});

const bus = `arn:aws:events:us-east-1:${security}:event-bus/trailwarden`;
const signals = `arn:aws:sqs:us-east-1:${security}:trailwarden-signals`;

/** Waits until so many deliveries to the target are over, then says how they ended. */
async function outcomes(targetArn: string, count: number): Promise<readonly string[]> {
  const over = await eventually(`${count} deliveries to ${targetArn}`, () =>
    deliveries(targetArn).length >= count ? deliveries(targetArn) : undefined,
  );
  return over.map(({ outcome, why }) => (why === undefined ? outcome : `${outcome}: ${why}`));
}

async function bodies() {
  const QueueUrl = `${path.sandbox.endpoint}/${security}/trailwarden-signals`;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['MessageGroupId'],
    }),
  );
  return Messages.map(({ Body, Attributes }) => ({
    ...JSON.parse(Body ?? ''),
    group: Attributes?.MessageGroupId,
  }));
}

async function undelivered(region = 'us-east-1') {
  const member = path.sqs(path.sandbox.credentials(payments), region);
  const QueueUrl = `${path.sandbox.endpoint}/${payments}/undelivered`;
  const { Messages = [] } = await member.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }),
  );
  member.destroy();
  return Messages.map(({ MessageAttributes }) => MessageAttributes?.ERROR_CODE?.StringValue);
}

test('an event of a member reaches the central queue under its own account and time', async () => {
  await deployMember();
  stopLogging('e1');
  expect(await outcomes(signals, 1)).toEqual(['delivered']);
  expect(await bodies()).toMatchObject([
    {
      account: payments,
      region: 'us-east-1',
      time: '2026-11-21T10:00:00Z',
      source: 'aws.cloudtrail',
      detail: { eventID: 'e1' },
      group: payments,
    },
  ]);
});

test('an event crosses one account and one Region at once', async () => {
  await deployMember('eu-west-1');
  stopLogging('e1', {}, 'eu-west-1');
  expect(await outcomes(signals, 1)).toEqual(['delivered']);
  const arrived = await bodies();
  expect(arrived).toMatchObject([{ account: payments, region: 'eu-west-1' }]);
  // The hop is a new envelope: what the call was is in `detail` alone.
  const [left, came] = [bus, signals].map((arn) => deliveries(arn)[0]?.eventId);
  expect(arrived[0].id).toBe(came);
  expect(came).not.toBe(left);
  expect(arrived[0].time).not.toBe('2026-11-21T10:00:00Z');
});

test('a read-only call does not reach a plain rule', async () => {
  await deployMember();
  stopLogging('read', { readOnly: true });
  stopLogging('write');
  await outcomes(signals, 1);
  expect(await bodies()).toMatchObject([{ detail: { eventID: 'write' } }]);
});

test('without its forwarder role an event goes to the dead-letter queue at once', async () => {
  await deployMember();
  deleteRole(path.sandbox.world, `arn:aws:iam::${payments}:role/forwarder-us-east-1`);
  stopLogging('e1');
  expect(await outcomes(bus, 1)).toEqual([`dead-lettered: ${lacking}`]);
  expect(await undelivered()).toEqual(['NO_PERMISSIONS']);
});

test('an event for a deleted bus is lost, and is not in the dead letters', async () => {
  await deployMember();
  path.sandbox.world.events.buses.delete(bus);
  stopLogging('e1');
  expect(await outcomes(bus, 1)).toEqual(['dropped: there is no such bus']);
  expect(await undelivered()).toEqual([]);
});

test('the queue policy does not see the ARN of the rule when the target has a role', async () => {
  const world = path.sandbox.world;
  const central = findBus(world, { accountId: security, region: 'us-east-1', bus });
  const rule = central?.rules.get('signals');
  if (rule === undefined) throw new Error('the central stack has no rule');
  await deployMember();
  const trustPolicy = trustOf('events.amazonaws.com');
  createRole(world, { accountId: security, name: 'sender', trustPolicy });
  putTarget(rule, { Id: 'signals', Arn: signals, RoleArn: `arn:aws:iam::${security}:role/sender` });
  stopLogging('e1');
  expect((await outcomes(signals, 1))[0]).toMatch(/^dropped: NO_PERMISSIONS/);
});

test.each([
  ['a rule that the forwarder role does not trust', 'forwarder-us-east-1'],
  ['a role that the bus does not trust', 'rogue'],
])('an event is not forwarded by %s', async (_how, roleName) => {
  await deployMember();
  const trustPolicy = trustOf('events.amazonaws.com');
  const rogueRole = createRole(path.sandbox.world, {
    accountId: payments,
    name: 'rogue',
    trustPolicy,
  });
  const Action = 'events:PutEvents';
  const Statement = [{ Effect: 'Allow', Action, Resource: '*' } as const];
  rogueRole.inlinePolicies.set('send', { Statement });
  const own = findBus(path.sandbox.world, { accountId: payments, region: 'us-east-1' });
  const target = own?.rules.get('trailwarden-forward')?.targets.get('central');
  if (own === undefined || target === undefined) throw new Error('the member stack is incomplete');
  const other = putRule(own, { name: 'rogue', eventPattern: '{"source":["aws.cloudtrail"]}' });
  putTarget(other, { ...target, RoleArn: `arn:aws:iam::${payments}:role/${roleName}` });
  stopLogging('e1');
  const both = await outcomes(bus, 2);
  expect(both.filter((outcome) => outcome === 'delivered')).toHaveLength(1);
  expect(both.find((outcome) => outcome !== 'delivered')).toMatch(lacking);
});

test.each([
  ['a third account', 'arn:aws:events:us-east-1:555566667777:event-bus/default'],
  ['another bus of the second account', `arn:aws:events:us-east-1:${security}:event-bus/default`],
])('an event from another account is not sent on to %s', async (_where, third) => {
  await deployMember();
  const world = path.sandbox.world;
  const central = findBus(world, { accountId: security, region: 'us-east-1', bus });
  if (central === undefined) throw new Error('the central stack has no bus');
  const relay = putRule(central, { name: 'relay', eventPattern: '{"source":["aws.cloudtrail"]}' });
  putTarget(relay, { Id: 'third', Arn: third, RoleArn: `arn:aws:iam::${security}:role/relay` });
  stopLogging('e1');
  expect((await outcomes(third, 1))[0]).toMatch(/^dropped: THIRD_ACCOUNT_HOP_DETECTED/);
});

test('a queue whose key does not admit EventBridge gets no event', async () => {
  await deployMember();
  const queue = path.sandbox.world.sqs.queues.get(signals);
  queue?.attributes.set('KmsMasterKeyId', 'alias/aws/sqs');
  stopLogging('e1');
  expect((await outcomes(signals, 1))[0]).toMatch(
    /^dropped: NO_PERMISSIONS: User: events\.amazonaws\.com is not authorized to perform: kms:GenerateDataKey on this resource because .* Error Code: KMS\.AccessDeniedException; .*\)$/,
  );
});

test('a key that no longer admits EventBridge is missed when the data key of the queue is used up', async () => {
  await deployMember();
  const { world } = path.sandbox;
  const policy = (Service: string): PolicyDocument => ({
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'kms:*', Resource: '*' }],
  });
  const place = { accountId: security, region: 'us-east-1' };
  const key = createKey(world, { ...place, policy: policy('events.amazonaws.com') });
  world.sqs.queues.get(signals)?.attributes.set('KmsMasterKeyId', key.arn);
  stopLogging('e1');
  await outcomes(signals, 1);
  key.policy = policy('sns.amazonaws.com');
  stopLogging('e2');
  await outcomes(signals, 2);
  world.clock.advance(300_000);
  stopLogging('e3');
  const all = await outcomes(signals, 3);
  expect(all.map((outcome) => outcome.split(':', 2).join(':'))).toEqual([
    'delivered',
    'delivered',
    'dropped: NO_PERMISSIONS',
  ]);
});

test('a delivery can be repeated, lost, and put out of order on purpose', async () => {
  await deployMember();
  const { faults } = path.sandbox.world.events;
  faults.duplicateNext = 1;
  stopLogging('twice');
  await outcomes(signals, 2);
  faults.dropNext = 1;
  stopLogging('lost');
  await eventually('the loss', () => (faults.dropNext === 0 ? true : undefined));
  faults.hold = true;
  stopLogging('first');
  stopLogging('second');
  await eventually('two held', () => (faults.held.length === 2 ? true : undefined));
  releaseDeliveries(faults, 'reversed');
  await outcomes(signals, 4);
  const ids = (await bodies()).map(({ detail }) => detail.eventID);
  expect(ids).toEqual(['twice', 'twice', 'second', 'first']);
});
