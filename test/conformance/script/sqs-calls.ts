import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { type Answered, as, type Call, type Step } from './call';
import type { Clients, Place } from './place';

const QUEUE = 'conformance';

const queue = ({ endpoint, member }: Place, name = QUEUE) => ({
  QueueUrl: `${endpoint}/${member.id}/${name}`,
});

type Ask = (sqs: Clients['sqs'], place: Place, answered: Answered) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ sqs }, place, answered) => ask(sqs, place, answered),
});

const received = (answered: Answered): string | undefined =>
  (answered('ReceiveMessage').Messages as readonly Message[])[0]?.ReceiptHandle;

export const sqsCalls: readonly Call[] = as(
  'member',
  step('CreateQueue', (on) =>
    on.send(new CreateQueueCommand({ QueueName: QUEUE, Attributes: { VisibilityTimeout: '60' } })),
  ),
  step('CreateQueue again, alike', (on) =>
    on.send(new CreateQueueCommand({ QueueName: QUEUE, Attributes: { VisibilityTimeout: '60' } })),
  ),
  step('CreateQueue again, with another attribute', (on) =>
    on.send(new CreateQueueCommand({ QueueName: QUEUE, Attributes: { VisibilityTimeout: '61' } })),
  ),
  step('CreateQueue with a name that no queue may have', (on) =>
    on.send(new CreateQueueCommand({ QueueName: 'not a name' })),
  ),
  step('GetQueueUrl', (on) => on.send(new GetQueueUrlCommand({ QueueName: QUEUE }))),
  step('GetQueueUrl of a queue that does not exist', (on) =>
    on.send(new GetQueueUrlCommand({ QueueName: 'no-such-queue' })),
  ),
  step('ListQueues', (on) => on.send(new ListQueuesCommand({ QueueNamePrefix: QUEUE }))),
  step('GetQueueAttributes', (on, place) =>
    on.send(new GetQueueAttributesCommand({ ...queue(place), AttributeNames: ['All'] })),
  ),
  step('ReceiveMessage from an empty queue', (on, place) =>
    on.send(new ReceiveMessageCommand(queue(place))),
  ),
  step('SendMessage', (on, place) =>
    on.send(
      new SendMessageCommand({
        ...queue(place),
        MessageBody: '{}',
        MessageGroupId: '111122223333',
      }),
    ),
  ),
  step('SendMessage without a body', (on, place) =>
    on.send(new SendMessageCommand({ ...queue(place), MessageBody: '' })),
  ),
  step('SendMessage to a queue that does not exist', (on, place) =>
    on.send(new SendMessageCommand({ ...queue(place, 'no-such-queue'), MessageBody: '{}' })),
  ),
  step('ReceiveMessage', (on, place) =>
    on.send(new ReceiveMessageCommand({ ...queue(place), MessageSystemAttributeNames: ['All'] })),
  ),
  step('ChangeMessageVisibility', (on, place, answered) =>
    on.send(
      new ChangeMessageVisibilityCommand({
        ...queue(place),
        ReceiptHandle: received(answered),
        VisibilityTimeout: 0,
      }),
    ),
  ),
  step('ReceiveMessage a second time', (on, place) =>
    on.send(new ReceiveMessageCommand({ ...queue(place), MessageSystemAttributeNames: ['All'] })),
  ),
  step('DeleteMessage', (on, place, answered) =>
    on.send(new DeleteMessageCommand({ ...queue(place), ReceiptHandle: received(answered) })),
  ),
  step('DeleteMessage with an unknown receipt handle', (on, place) =>
    on.send(new DeleteMessageCommand({ ...queue(place), ReceiptHandle: 'unknown' })),
  ),
  step('SendMessageBatch with one id twice', (on, place) =>
    on.send(
      new SendMessageBatchCommand({
        ...queue(place),
        Entries: [1, 2].map(() => ({ Id: 'same', MessageBody: '{}' })),
      }),
    ),
  ),
  step('ReceiveMessage of eleven at once', (on, place) =>
    on.send(new ReceiveMessageCommand({ ...queue(place), MaxNumberOfMessages: 11 })),
  ),
);
