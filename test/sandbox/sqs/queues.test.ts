import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  payments,
  security,
} from '../events/event-path-under-test';

let path: EventPathUnderTest;
let sqs: SQSClient;
let stranger: SQSClient;

beforeEach(async () => {
  path = await eventPathUnderTest();
  sqs = path.sqs();
  stranger = path.sqs(path.sandbox.credentials(payments));
});

afterEach(async () => {
  sqs.destroy();
  stranger.destroy();
  await path.sandbox.close();
});

async function signals(): Promise<string> {
  const made = await sqs.send(new CreateQueueCommand({ QueueName: 'signals' }));
  return made.QueueUrl ?? '';
}

test('the URL of a queue is the sandbox’s endpoint, its account and its name', async () => {
  expect(await signals()).toBe(`${path.sandbox.endpoint}/${security}/signals`);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'signals' }));
  expect(QueueUrl).toBe(`${path.sandbox.endpoint}/${security}/signals`);
  expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toEqual([QueueUrl]);
});

test('a queue that does not exist is refused as both protocols know it', async () => {
  const refused = sqs.send(new GetQueueUrlCommand({ QueueName: 'nothing' }));
  await expect(refused).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
    Code: 'AWS.SimpleQueueService.NonExistentQueue',
    message: 'The specified queue does not exist.',
  });
});

test('a queue of the same name with other attributes is refused', async () => {
  await signals();
  const again = new CreateQueueCommand({
    QueueName: 'signals',
    Attributes: { VisibilityTimeout: '60' },
  });
  await expect(sqs.send(again)).rejects.toMatchObject({
    name: 'QueueNameExists',
    message:
      'A queue already exists with the same name and a different value for attribute VisibilityTimeout',
  });
});

test('an attribute out of its range is refused', async () => {
  const refused = sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: await signals(),
      Attributes: { VisibilityTimeout: '43201' },
    }),
  );
  await expect(refused).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
});

test('another account reaches a queue only through its policy', async () => {
  const QueueUrl = await signals();
  const attempt = () => stranger.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  await expect(attempt()).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
    message: `User: arn:aws:iam::${payments}:user/admin is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:us-east-1:${security}:signals because no resource-based policy allows the sqs:sendmessage action`,
  });
  const Policy = JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${payments}:root` },
        Action: 'sqs:SendMessage',
        Resource: '*',
      },
    ],
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await attempt();
  const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(received.Messages?.[0]?.Body).toBe('hello');
});

test('a purged queue is empty', async () => {
  const QueueUrl = await signals();
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'old' }));
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
});

test('a FIFO queue is refused loudly, because it is not emulated', async () => {
  const refused = sqs.send(new CreateQueueCommand({ QueueName: 'signals.fifo' }));
  await expect(refused).rejects.toThrow('FIFO queues are not emulated');
});
