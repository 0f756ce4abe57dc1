import {
  AddPermissionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishCommand,
  RemovePermissionCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deployStack } from '../../../services/sandbox/cloudformation/deploy-stack';
import { createRole } from '../../../services/sandbox/iam/roles';
import { createKey } from '../../../services/sandbox/kms/create-key';
import { trailTopicObstacle } from '../../../services/sandbox/sns/trail-topic';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let sns: SNSClient;
const trailArn = `arn:aws:cloudtrail:us-east-1:${payments}:trail/main`;

beforeAll(async () => {
  organization = await organizationUnderTest();
  sns = clientOf(payments);
});
afterAll(() => organization.sandbox.close());

function settings(accountId: string, role?: string) {
  const { endpoint, credentials } = organization.sandbox;
  const keys = credentials(accountId, role);
  return { endpoint, region: 'us-east-1', credentials: keys, maxAttempts: 1 };
}

function clientOf(accountId: string, role?: string): SNSClient {
  return new SNSClient(settings(accountId, role));
}

const lastRecord = () => {
  const entry = organization.sandbox.world.feed.entries.findLast(({ kind }) => kind === 'record');
  return entry?.kind === 'record' ? entry.record : undefined;
};

const arnOf = (name: string) => `arn:aws:sns:us-east-1:${payments}:${name}`;

const create = async (Name: string) =>
  (await sns.send(new CreateTopicCommand({ Name }))).TopicArn ?? '';

const attributesOf = async (TopicArn: string) =>
  (await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};

const put = (TopicArn: string, AttributeName: string, AttributeValue: string) =>
  sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));

const publishing = (TopicArn: string, Principal: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'SNS:Publish', Resource: TopicArn }],
  });

const cloudTrailPublishes = (TopicArn: string) =>
  publishing(TopicArn, { Service: 'cloudtrail.amazonaws.com' });

test('a topic is made once for its name, listed, and can be deleted', async () => {
  const input = {
    Name: 'once',
    Attributes: { DisplayName: 'Trail' },
    Tags: [{ Key: 'for', Value: 'trail' }],
  };
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand(input));
  expect(TopicArn).toBe(arnOf('once'));
  expect(lastRecord()).toMatchObject({
    eventSource: 'sns.amazonaws.com',
    eventName: 'CreateTopic',
    requestParameters: { name: 'once', attributes: input.Attributes },
    responseElements: { topicArn: TopicArn },
  });
  expect(await create('once')).toBe(TopicArn);
  await expect(
    sns.send(new CreateTopicCommand({ Name: 'once', Attributes: { DisplayName: 'x' } })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const { Topics } = await sns.send(new ListTopicsCommand({}));
  expect(Topics).toContainEqual({ TopicArn });
  expect(await attributesOf(TopicArn)).toMatchObject({
    TopicArn,
    Owner: payments,
    DisplayName: 'Trail',
    SubscriptionsConfirmed: '0',
    Policy: expect.stringContaining('__default_policy_ID'),
  });
  const remove = new DeleteTopicCommand({ TopicArn });
  await sns.send(remove);
  await sns.send(remove);
  await expect(attributesOf(TopicArn)).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
  });
});

test('the policy, the key and the existence of a topic decide whether CloudTrail may publish', async () => {
  const { world } = organization.sandbox;
  const obstacle = (topic: string) => trailTopicObstacle(world, { topic, trailArn });
  expect(obstacle('trail')).toBeUndefined();
  const TopicArn = await create('trail');
  expect(obstacle('trail')).toBe('NotAllowed');
  const Policy = cloudTrailPublishes(TopicArn);
  await put(TopicArn, 'Policy', Policy);
  expect(lastRecord()).toMatchObject({
    eventName: 'SetTopicAttributes',
    requestParameters: { topicArn: TopicArn, attributeName: 'Policy', attributeValue: Policy },
  });
  expect(obstacle('trail')).toBeUndefined();
  const key = createKey(world, { accountId: payments, region: 'us-east-1' });
  await put(TopicArn, 'KmsMasterKeyId', key.arn);
  expect(obstacle(TopicArn)).toBe('NotAllowed');
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  expect(obstacle(TopicArn)).toBe('NotFound');
});

test('an invalid policy and an unknown attribute are refused', async () => {
  const TopicArn = await create('strict');
  await expect(put(TopicArn, 'Policy', '{')).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Invalid parameter: Policy Error: null',
  });
  await expect(put(TopicArn, 'Owner', security)).rejects.toMatchObject({
    message: 'Invalid parameter: AttributeName',
  });
  await expect(attributesOf('strict')).rejects.toMatchObject({
    message: 'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
  });
});

test('a policy with an action that topics do not grant is refused', async () => {
  const TopicArn = await create('granting');
  const granting = (Action: string) => {
    const Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action, Resource: TopicArn };
    return put(TopicArn, 'Policy', JSON.stringify({ Statement }));
  };
  for (const action of ['SNS:*', 'SNS:Get*', 'sns:CreateTopic', 'sqs:SendMessage']) {
    await expect(granting(action)).rejects.toMatchObject({
      message: 'Invalid parameter: Policy statement action out of service scope!',
    });
  }
  await granting('sns:publish');
});

test('permissions can be added to the policy by label and removed again', async () => {
  const TopicArn = await create('shared');
  const elsewhere = clientOf(security);
  const publish = () => elsewhere.send(new PublishCommand({ TopicArn, Message: 'hello' }));
  await expect(publish()).rejects.toMatchObject({
    name: 'AuthorizationErrorException',
    message: expect.stringContaining(
      `is not authorized to perform: SNS:Publish on resource: ${TopicArn} because no resource-based policy allows the SNS:Publish action`,
    ),
  });
  const input = { TopicArn, Label: 'security', AWSAccountId: [security], ActionName: ['Publish'] };
  await sns.send(new AddPermissionCommand(input));
  // The very same again is no error.
  await sns.send(new AddPermissionCommand(input));
  const other = { ...input, ActionName: ['Subscribe'] };
  await expect(sns.send(new AddPermissionCommand(other))).rejects.toMatchObject({
    message: 'Invalid parameter: Statement already exists',
  });
  await publish();
  expect(organization.sandbox.world.sns.topics.get(TopicArn)?.messages).toMatchObject([
    { message: 'hello' },
  ]);
  const beyond = { ...input, Label: 'beyond', ActionName: ['GetSubscriptionAttributes'] };
  await expect(sns.send(new AddPermissionCommand(beyond))).rejects.toMatchObject({
    message: 'Invalid parameter: Policy statement action out of service scope!',
  });
  await sns.send(new RemovePermissionCommand({ TopicArn, Label: 'security' }));
  expect(lastRecord()?.requestParameters).toEqual({ topicArn: TopicArn, label: 'security' });
  await expect(publish()).rejects.toMatchObject({ name: 'AuthorizationErrorException' });
  elsewhere.destroy();
});

test('a caller without permission is refused, and the record says AccessDenied', async () => {
  createRole(organization.sandbox.world, {
    accountId: payments,
    name: 'Powerless',
    trustPolicy: { Statement: [] },
  });
  const TopicArn = await create('closed');
  const powerless = clientOf(payments, 'Powerless');
  await expect(powerless.send(new DeleteTopicCommand({ TopicArn }))).rejects.toMatchObject({
    name: 'AuthorizationErrorException',
  });
  expect(lastRecord()).toMatchObject({ errorCode: 'AccessDenied', requestParameters: null });
  await expect(powerless.send(new ListTopicsCommand({}))).rejects.toMatchObject({
    message: expect.stringContaining(`SNS:ListTopics on resource: ${arnOf('*')} because`),
  });
  powerless.destroy();
});

test('a subscription by mail waits for its confirmation, and one by Lambda does not', async () => {
  const TopicArn = await create('subscribed');
  const subscribe = (Protocol: string, Endpoint: string) =>
    sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
  expect(await subscribe('email', 'ops@example.com')).toMatchObject({
    SubscriptionArn: 'pending confirmation',
  });
  expect(lastRecord()?.requestParameters).toEqual({
    topicArn: TopicArn,
    protocol: 'email',
    endpoint: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  });
  const lambda = `arn:aws:lambda:us-east-1:${payments}:function:notify`;
  const { SubscriptionArn } = await subscribe('lambda', lambda);
  expect(await subscribe('lambda', lambda)).toMatchObject({ SubscriptionArn });
  const mute = { AttributeName: 'FilterPolicy', AttributeValue: '{"a":["b"]}' };
  await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, ...mute }));
  await expect(
    sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'lambda',
        Endpoint: lambda,
        Attributes: { FilterPolicy: '{}' },
      }),
    ),
  ).rejects.toMatchObject({
    message:
      'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
  });
  const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(Attributes).toMatchObject({
    PendingConfirmation: 'false',
    Endpoint: lambda,
    FilterPolicy: mute.AttributeValue,
  });
  const reading = (Resource: string) =>
    ({ Statement: { Effect: 'Allow', Action: 'sns:Get*', Resource } }) as const;
  const role = createRole(organization.sandbox.world, {
    accountId: payments,
    name: 'Subscriber',
    trustPolicy: { Statement: [] },
    inlinePolicies: { own: reading(TopicArn) },
  });
  const subscriber = clientOf(payments, 'Subscriber');
  const read = () => subscriber.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  // A subscription is no resource: the refusal names the topic, and yet only `*` allows it.
  await expect(read()).rejects.toThrow(`on resource: ${TopicArn} because`);
  role.inlinePolicies.set('own', reading('*'));
  await read();
  subscriber.destroy();
  const list = async () => {
    const { Subscriptions = [] } = await sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn }),
    );
    return Subscriptions.map(({ SubscriptionArn: arn }) => arn).sort();
  };
  expect(await list()).toEqual(['PendingConfirmation', SubscriptionArn]);
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  expect(lastRecord()).toMatchObject({
    eventName: 'Unsubscribe',
    requestParameters: { subscriptionArn: SubscriptionArn },
  });
  expect(await list()).toEqual(['PendingConfirmation']);
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  await expect(
    sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
});

test('a message reaches the queue that subscribed, if its policy lets the topic in', async () => {
  const template = `
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: told } }
  TopicPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument: ${cloudTrailPublishes(arnOf('told'))}
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: told } }
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: sns.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt Queue.Arn
            Condition: { ArnEquals: { 'aws:SourceArn': !Ref Topic } }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn }
`;
  const stack = { accountId: payments, region: 'us-east-1', stackName: 'topics', template };
  const { sandbox } = organization;
  await deployStack(sandbox, stack);
  const TopicArn = arnOf('told');
  const trail = { topic: TopicArn, trailArn };
  expect(trailTopicObstacle(sandbox.world, trail)).toBeUndefined();
  const input = { TopicArn, Subject: 'AWS CloudTrail', Message: 'a new file' };
  const { MessageId } = await sns.send(new PublishCommand(input));
  const sqs = new SQSClient(settings(payments));
  const QueueUrl = `${sandbox.endpoint}/${payments}/told`;
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(JSON.parse(Messages?.[0]?.Body ?? '{}')).toMatchObject({
    Type: 'Notification',
    MessageId,
    TopicArn,
    Subject: 'AWS CloudTrail',
    Message: 'a new file',
  });
  sqs.destroy();
});

test('a topic whose key is disabled takes no message', async () => {
  const TopicArn = await create('keyed');
  const key = createKey(organization.sandbox.world, { accountId: payments, region: 'us-east-1' });
  await put(TopicArn, 'KmsMasterKeyId', key.arn);
  const publish = () => sns.send(new PublishCommand({ TopicArn, Message: 'x' }));
  await publish();
  key.enabled = false;
  await expect(publish()).rejects.toMatchObject({ name: 'KMSDisabledException' });
});

test('tags of a topic are read and written', async () => {
  const ResourceArn = await create('tagged');
  const Tags = [
    { Key: 'owner', Value: 'a' },
    { Key: 'team', Value: 'b' },
  ];
  await sns.send(new TagResourceCommand({ ResourceArn, Tags }));
  await sns.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['team'] }));
  const tags = await sns.send(new ListTagsForResourceCommand({ ResourceArn }));
  expect(tags.Tags).toEqual([{ Key: 'owner', Value: 'a' }]);
  await expect(
    sns.send(new ListTagsForResourceCommand({ ResourceArn: arnOf('nowhere') })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
