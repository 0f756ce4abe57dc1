import {
  CreateEventBusCommand,
  type CreateEventBusCommandInput,
  DescribeEventBusCommand,
  type EventBridgeClient,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PolicyDocument } from '../../../services/sandbox/iam/policy-document';
import { createKey } from '../../../services/sandbox/kms/create-key';
import { defaultPolicy } from '../../../services/sandbox/kms/key-policy';
import { type EventPathUnderTest, eventPathUnderTest, security } from './event-path-under-test';

let path: EventPathUnderTest;
let events: EventBridgeClient;

beforeEach(async () => {
  path = await eventPathUnderTest();
  events = path.events();
});

afterEach(async () => {
  events.destroy();
  await path.sandbox.close();
});

type Settings = Omit<CreateEventBusCommandInput, 'Name'>;
const create = (settings: Settings = {}) =>
  events.send(new CreateEventBusCommand({ Name: 'a', ...settings }));
const update = (settings: Settings) =>
  events.send(new UpdateEventBusCommand({ Name: 'a', ...settings }));

async function settings() {
  const { Description, KmsKeyIdentifier, DeadLetterConfig } = await events.send(
    new DescribeEventBusCommand({ Name: 'a' }),
  );
  return { Description, KmsKeyIdentifier, DeadLetterConfig };
}

const own = defaultPolicy('aws', security).Statement as PolicyDocument['Statement'] & [];
const busArn = `arn:aws:events:us-east-1:${security}:event-bus/a`;
const theirs = (Action: string | string[]) =>
  ({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action,
    Resource: '*',
    Condition: {
      ArnEquals: { 'aws:SourceArn': busArn },
      StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': busArn },
    },
  }) as const;

const key = (...more: readonly object[]) =>
  createKey(path.sandbox.world, {
    accountId: security,
    region: 'us-east-1',
    policy: { Statement: [...own, ...more] } as PolicyDocument,
  });
const usable = () => key(theirs(['kms:GenerateDataKey', 'kms:Decrypt']));
const DeadLetterConfig = { Arn: `arn:aws:sqs:us-east-1:${security}:dead` };

test('UpdateEventBus keeps what it is not told, and an empty text takes away', async () => {
  const KmsKeyIdentifier = usable().arn;
  await create({ Description: 'of a', KmsKeyIdentifier });
  await update({ DeadLetterConfig });
  expect(await settings()).toEqual({ Description: 'of a', KmsKeyIdentifier, DeadLetterConfig });
  await update({ KmsKeyIdentifier: '' });
  expect(await settings()).toEqual({ Description: 'of a', DeadLetterConfig });
  await update({ DeadLetterConfig: { Arn: '' } });
  expect(await settings()).toEqual({ Description: 'of a' });
});

test('a key that is disabled cannot be taken away', async () => {
  const disabled = usable();
  await create({ KmsKeyIdentifier: disabled.arn });
  disabled.enabled = false;
  await expect(update({ KmsKeyIdentifier: '' })).rejects.toMatchObject({
    name: 'ValidationException',
    message: `Parameter kmsKeyIdentifier is not valid. Reason: ${disabled.arn} is disabled.`,
  });
  expect(await settings()).toEqual({ KmsKeyIdentifier: disabled.arn });
});

test('a key has to admit EventBridge for this bus, and its caller', async () => {
  const denies = (Action: string) =>
    ({ Effect: 'Deny', Principal: '*', Action, Resource: '*' }) as const;
  const both = theirs(['kms:GenerateDataKey', 'kms:Decrypt']);
  const refused = async (KmsKeyIdentifier: string, name: string, message: string) =>
    expect(create({ KmsKeyIdentifier })).rejects.toMatchObject({ name, message });
  for (const [action, allowed] of [
    ['kms:GenerateDataKey', 'kms:Decrypt'],
    ['kms:Decrypt', 'kms:GenerateDataKey'],
  ] as const) {
    const { arn } = key(theirs(allowed));
    await refused(
      arn,
      'AccessDeniedException',
      `Access to call ${action} is denied. Reason: events.amazonaws.com is not authorized to perform: ${action} on ${arn} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    );
  }
  const user = `User: arn:aws:iam::${security}:user/admin is not authorized to perform:`;
  const because = 'with an explicit deny in a resource-based policy';
  const unseen = key(both, denies('kms:DescribeKey')).arn;
  await refused(
    unseen,
    'AccessDeniedException',
    `Access to call kms:DescribeKey is denied. Reason: ${user} kms:DescribeKey on resource: ${unseen} ${because}`,
  );
  const unmade = key(both, denies('kms:GenerateDataKeyWithoutPlaintext')).arn;
  await refused(
    unmade,
    'ValidationException',
    `Parameter ${unmade} is not valid. Reason: ${user} kms:GenerateDataKeyWithoutPlaintext on resource: ${unmade} ${because}`,
  );
});

test.each([
  [
    'no key',
    { KmsKeyIdentifier: 'not-a-key' },
    'ValidationException',
    /^Parameter Invalid keyId not-a-key \(Service: Kms, Status Code: 400, Request ID: .*\) \(SDK Attempt Count: 1\) is not valid\.$/,
  ],
  [
    'a key of AWS',
    { KmsKeyIdentifier: 'alias/aws/events' },
    'ValidationException',
    /^Parameter arn:aws:kms:us-east-1:\d+:alias\/aws\/events is not valid\. Reason: Provided Arn is not in correct format\.$/,
  ],
  [
    'no queue',
    { DeadLetterConfig: {} },
    'ValidationException',
    /^Parameter DeadLetterConfig\.Arn is not valid\. Reason: Provide a valid SQS queue ARN, or an empty string/,
  ],
  [
    'a queue of another Region',
    { DeadLetterConfig: { Arn: `arn:aws:sqs:us-west-2:${security}:dead` } },
    'AccessDeniedException',
    /^Access to the resource arn:aws:sqs:us-west-2:\d+:dead is denied\. Reason: You must specify a dead letter queue in the same region\.$/,
  ],
])('%s is refused, and no bus is made', async (_what, given, name, message) => {
  await expect(create(given)).rejects.toMatchObject({
    name,
    message: expect.stringMatching(message),
  });
  await expect(settings()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('an alias comes back as its ARN', async () => {
  await create({ KmsKeyIdentifier: 'alias/outside' });
  const KmsKeyIdentifier = `arn:aws:kms:us-east-1:${security}:alias/outside`;
  expect(await settings()).toEqual({ KmsKeyIdentifier });
});
