import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRole } from '../../../services/sandbox/iam/roles';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  security,
} from '../events/event-path-under-test';

const template = `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'
  Queue:
    Type: AWS::SQS::Queue
    Properties: { QueueName: signals, KmsMasterKeyId: !GetAtt Key.Arn }
`;

let path: EventPathUnderTest;

beforeEach(async () => {
  path = await eventPathUnderTest();
  await path.deploy(template);
});

afterEach(async () => {
  await path.sandbox.close();
});

function clientOf(name: string, actions: readonly string[]) {
  createRole(path.sandbox.world, {
    accountId: security,
    name,
    trustPolicy: { Statement: [] },
    inlinePolicies: {
      all: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
    },
  });
  return path.sqs(path.sandbox.credentials(security, name));
}

test('a sender without the key of an encrypted queue is refused', async () => {
  const sqs = clientOf('keyless', ['sqs:*']);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'signals' }));
  const send = new SendMessageCommand({ QueueUrl, MessageBody: 'x' });
  await expect(sqs.send(send)).rejects.toMatchObject({
    name: 'KmsAccessDenied',
    message: expect.stringContaining('is not authorized to perform: kms:GenerateDataKey'),
  });
  sqs.destroy();
});

test('a role with the queue and the key sends and receives', async () => {
  const sqs = clientOf('keyholder', ['sqs:*', 'kms:Decrypt', 'kms:GenerateDataKey']);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'signals' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages?.[0]?.Body).toBe('x');
  sqs.destroy();
});
