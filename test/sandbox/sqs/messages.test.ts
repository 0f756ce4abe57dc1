import {
  CancelMessageMoveTaskCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { expireVisibility } from '../../../services/sandbox/sqs/visibility';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  payments,
  security,
} from '../events/event-path-under-test';

let path: EventPathUnderTest;
let sqs: SQSClient;

beforeEach(async () => {
  path = await eventPathUnderTest();
  sqs = path.sqs();
});

afterEach(async () => {
  sqs.destroy();
  await path.sandbox.close();
});

async function queue(name: string, Attributes: Record<string, string> = {}): Promise<string> {
  const made = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
  return made.QueueUrl ?? '';
}

function arn(name: string): string {
  return `arn:aws:sqs:us-east-1:${security}:${name}`;
}

function send(QueueUrl: string, MessageBody: string, more: { MessageGroupId?: string } = {}) {
  return sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
}

async function receive(QueueUrl: string, most = 1) {
  const answer = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: most,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );
  return answer.Messages ?? [];
}

test('a message has its attributes, and the client accepts their digests', async () => {
  const QueueUrl = await queue('signals');
  await sqs.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: '{"detail":{}}',
      MessageAttributes: {
        RULE_ARN: { DataType: 'String', StringValue: 'arn:aws:events:us-east-1:1:rule/r' },
        bytes: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2, 3]) },
      },
    }),
  );
  const [message] = await receive(QueueUrl);
  expect(message?.Body).toBe('{"detail":{}}');
  expect(message?.MessageAttributes?.RULE_ARN?.StringValue).toMatch(/rule\/r$/);
  expect(message?.Attributes?.ApproximateReceiveCount).toBe('1');
  expect(message?.Attributes?.SenderId).toMatch(/^AIDA/);
});

test('a received message is hidden until its visibility timeout is over', async () => {
  const QueueUrl = await queue('signals');
  await send(QueueUrl, 'once');
  const [first] = await receive(QueueUrl);
  expect(await receive(QueueUrl)).toEqual([]);
  expireVisibility(path.sandbox.world, arn('signals'));
  const [second] = await receive(QueueUrl);
  expect(second?.MessageId).toBe(first?.MessageId);
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
});

test('a deleted message never comes back', async () => {
  const QueueUrl = await queue('signals');
  await send(QueueUrl, 'done');
  const [message] = await receive(QueueUrl);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  expireVisibility(path.sandbox.world, arn('signals'));
  expect(await receive(QueueUrl)).toEqual([]);
});

test('a long poll ends when a message arrives, not when its time is over', async () => {
  const QueueUrl = await queue('signals');
  const startedAt = performance.now();
  const polling = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  const other = path.sqs();
  await other.send(new SendMessageCommand({ QueueUrl, MessageBody: 'now' }));
  other.destroy();
  expect((await polling).Messages?.[0]?.Body).toBe('now');
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test('a message that was received too often moves to the dead-letter queue, with the ARN of its source', async () => {
  const deadLetters = await queue('dead-letters');
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: arn('dead-letters'),
    maxReceiveCount: 2,
  });
  const QueueUrl = await queue('signals', { RedrivePolicy });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: 'poison',
      MessageGroupId: payments,
      MessageAttributes: { kept: { DataType: 'String', StringValue: 'yes' } },
    }),
  );
  for (let each = 0; each < 2; each += 1) {
    expect(await receive(QueueUrl)).toHaveLength(1);
    expireVisibility(path.sandbox.world, arn('signals'));
  }
  expect(await receive(QueueUrl)).toEqual([]);
  const [buried] = await receive(deadLetters);
  expect(buried?.Attributes?.DeadLetterQueueSourceArn).toBe(arn('signals'));
  expect(buried?.Attributes?.ApproximateReceiveCount).toBe('3');
  expect(buried?.Attributes?.MessageGroupId).toBe(payments);
  expect(buried?.MessageAttributes?.kept?.StringValue).toBe('yes');
});

test('a redrive sends dead letters back to the queue they came from', async () => {
  const deadLetters = await queue('dead-letters');
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: arn('dead-letters'),
    maxReceiveCount: 1,
  });
  const QueueUrl = await queue('signals', { RedrivePolicy });
  await send(QueueUrl, 'again');
  const [before] = await receive(QueueUrl);
  expireVisibility(path.sandbox.world, arn('signals'));
  expect(await receive(QueueUrl)).toEqual([]);
  const SourceArn = arn('dead-letters');
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  const [after] = await receive(QueueUrl);
  expect(after).toMatchObject({ Body: 'again', Attributes: { ApproximateReceiveCount: '1' } });
  expect(after?.MessageId).not.toBe(before?.MessageId);
  expect(await receive(deadLetters)).toEqual([]);
  const tasks = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
  expect(tasks.Results?.[0]).toMatchObject({
    Status: 'COMPLETED',
    ApproximateNumberOfMessagesMoved: 1,
  });
});

test('a redrive with a speed goes second by second, one at a time, until it is done or cancelled', async () => {
  const deadLetters = await queue('dead-letters');
  const SourceArn = arn('dead-letters');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 1 });
  await queue('signals', { RedrivePolicy });
  for (const body of ['one', 'two', 'three', 'four', 'five']) await send(deadLetters, body);
  const speed = { DestinationArn: arn('signals'), MaxNumberOfMessagesPerSecond: 2 };
  const start = () => sqs.send(new StartMessageMoveTaskCommand({ SourceArn, ...speed }));
  const { clock } = path.sandbox.world;
  const told = async () =>
    (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }))).Results?.[0];
  const { TaskHandle } = await start();
  await expect(start()).rejects.toThrow('There is already a task running.');
  clock.advance(1000);
  expect(await told()).toMatchObject({
    TaskHandle,
    Status: 'RUNNING',
    MaxNumberOfMessagesPerSecond: 2,
    ApproximateNumberOfMessagesMoved: 2,
    ApproximateNumberOfMessagesToMove: 5,
  });
  const cancel = () => sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  expect(await cancel()).toMatchObject({ ApproximateNumberOfMessagesMoved: 2 });
  expect(await told()).not.toHaveProperty('TaskHandle');
  clock.advance(5000);
  expect(await told()).toMatchObject({ Status: 'CANCELLED', ApproximateNumberOfMessagesMoved: 2 });
  await expect(cancel()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await start();
  clock.advance(2000);
  expect(await told()).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 });
});

test('a noisy account does not delay a quiet one in a fair queue', async () => {
  const QueueUrl = await queue('signals');
  for (let each = 0; each < 5; each += 1) {
    await send(QueueUrl, `noisy ${each}`, { MessageGroupId: payments });
  }
  await send(QueueUrl, 'quiet', { MessageGroupId: '555566667777' });
  const bodies = (await receive(QueueUrl, 2)).map(({ Body }) => Body);
  expect(bodies).toEqual(['noisy 0', 'quiet']);
});

test('a batch entry that is refused fails alone', async () => {
  const QueueUrl = await queue('signals', { MaximumMessageSize: '1024' });
  const answer = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: [
        { Id: 'small', MessageBody: 'x' },
        { Id: 'large', MessageBody: 'x'.repeat(1025) },
      ],
    }),
  );
  expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['small']);
  expect(answer.Failed?.[0]).toMatchObject({
    Id: 'large',
    Code: 'InvalidParameterValue',
    Message: 'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
  });
});

test('a message made visible at once can be received again', async () => {
  const QueueUrl = await queue('signals');
  await send(QueueUrl, 'retry');
  const [message] = await receive(QueueUrl);
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl,
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: 0,
    }),
  );
  expect(await receive(QueueUrl)).toHaveLength(1);
});

test('the attributes of a queue count what is visible, in flight and delayed', async () => {
  const QueueUrl = await queue('signals');
  await send(QueueUrl, 'in flight');
  await receive(QueueUrl);
  await send(QueueUrl, 'visible');
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 900 }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    QueueArn: arn('signals'),
    VisibilityTimeout: '30',
    ApproximateNumberOfMessages: '1',
    ApproximateNumberOfMessagesNotVisible: '1',
    ApproximateNumberOfMessagesDelayed: '1',
  });
});

test('an empty batch is refused with the code old clients know', async () => {
  const QueueUrl = await queue('signals');
  const refused = sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [] }));
  await expect(refused).rejects.toMatchObject({
    name: 'EmptyBatchRequest',
    Code: 'AWS.SimpleQueueService.EmptyBatchRequest',
  });
});

test('a receipt handle that SQS never gave is refused', async () => {
  const QueueUrl = await queue('signals');
  const refused = sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'made-up' }));
  await expect(refused).rejects.toMatchObject({
    name: 'ReceiptHandleIsInvalid',
    message: 'The input receipt handle "made-up" is not a valid receipt handle.',
  });
});
