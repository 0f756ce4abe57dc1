import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FeedEntry } from '../../../services/sandbox/core/feed';
import { releaseDeliveries } from '../../../services/sandbox/events/delivery-faults';
import { findBus } from '../../../services/sandbox/events/find-bus';
import { putRule } from '../../../services/sandbox/events/put-rule';
import { putServiceEvent } from '../../../services/sandbox/events/put-service-event';
import { putTarget } from '../../../services/sandbox/events/put-target';
import { deleteRole } from '../../../services/sandbox/iam/roles';
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
  expect(await bodies()).toMatchObject([{ account: payments, region: 'eu-west-1' }]);
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
  expect((await outcomes(bus, 1))[0]).toMatch(/^dead-lettered: FAILED_TO_ASSUME_ROLE/);
  expect(await undelivered()).toEqual(['FAILED_TO_ASSUME_ROLE']);
});

test('a bus that does not trust the rule refuses the event', async () => {
  await deployMember();
  const own = findBus(path.sandbox.world, { accountId: payments, region: 'us-east-1' });
  const target = own?.rules.get('trailwarden-forward')?.targets.get('central');
  if (own === undefined || target === undefined) throw new Error('the member stack is incomplete');
  const other = putRule(own, { name: 'rogue', eventPattern: '{"source":["aws.cloudtrail"]}' });
  putTarget(other, target);
  stopLogging('e1');
  const both = await outcomes(bus, 2);
  expect(both.filter((outcome) => outcome === 'delivered')).toHaveLength(1);
  expect(both.find((outcome) => outcome !== 'delivered')).toMatch(
    /NO_PERMISSIONS.*because no resource-based policy allows the events:PutEvents action/,
  );
});

test('an event from another account is not sent on to a third one', async () => {
  await deployMember();
  const world = path.sandbox.world;
  const central = findBus(world, { accountId: security, region: 'us-east-1', bus });
  if (central === undefined) throw new Error('the central stack has no bus');
  const third = 'arn:aws:events:us-east-1:555566667777:event-bus/default';
  const relay = putRule(central, { name: 'relay', eventPattern: '{"source":["aws.cloudtrail"]}' });
  putTarget(relay, { Id: 'third', Arn: third });
  stopLogging('e1');
  expect((await outcomes(third, 1))[0]).toMatch(/^dropped: THIRD_ACCOUNT_HOP_DETECTED/);
});

test('a queue whose key does not admit EventBridge gets nothing', async () => {
  await deployMember();
  const queue = path.sandbox.world.sqs.queues.get(signals);
  queue?.attributes.set('KmsMasterKeyId', 'alias/aws/sqs');
  stopLogging('e1');
  expect((await outcomes(signals, 1))[0]).toMatch(/NO_PERMISSIONS.*KMS key alias\/aws\/sqs/);
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
