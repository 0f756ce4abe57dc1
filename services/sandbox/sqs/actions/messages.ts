import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { batchEntries, inBatch } from '../batch';
import { changeVisibility } from '../change-visibility';
import { deleteMessage } from '../delete-message';
import {
  type Input,
  messageAttributes,
  optionalNumber,
  optionalText,
  requiredText,
} from '../input';
import { checkKeyAccess } from '../key-access';
import type { Message, MessageDraft } from '../message';
import { attributesDigest, bodyDigest } from '../message-digest';
import type { Queue } from '../queue';
import { onQueue, queueOfCall } from '../queue-of-call';
import { refuse } from '../refusals';
import { messageSize, sendMessage } from '../send-message';
import { senderId } from '../sender-id';

export const sendMessageAction: Action = {
  ...onQueue,
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    checkKeyAccess({ call, world }, queue, 'send');
    return receiptOf(sendMessage(world, queue, draftOf(call, call.input)));
  },
  record: null,
};

/** One message of SendMessage, or one entry of SendMessageBatch. */
function draftOf(call: Call, input: Input): MessageDraft {
  const groupId = optionalText(input, 'MessageGroupId');
  const delaySeconds = optionalNumber(input, 'DelaySeconds');
  const { AWSTraceHeader } = messageAttributes(input, 'MessageSystemAttributes');
  // What a function sends carries where its request came from, without its doing.
  const traceHeader = AWSTraceHeader?.StringValue ?? headerOf(call, 'x-amzn-trace-id');
  return {
    body: requiredText(input, 'MessageBody'),
    attributes: messageAttributes(input, 'MessageAttributes'),
    senderId: senderId(call.principal),
    ...(groupId === undefined ? {} : { groupId }),
    ...(delaySeconds === undefined ? {} : { delaySeconds }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
  };
}

function headerOf({ raw }: Call, name: string): string | undefined {
  const value = raw.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function receiptOf(message: Message) {
  return {
    MessageId: message.id,
    MD5OfMessageBody: bodyDigest(message.body),
    MD5OfMessageAttributes: attributesDigest(message.attributes),
  };
}

const entryName = 'SendMessageBatchRequestEntry';

export const sendMessageBatchAction: Action = {
  ...onQueue,
  permission: 'sqs:SendMessage',
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    checkKeyAccess({ call, world }, queue, 'send');
    const size = batchEntries(call, entryName)
      .map((entry) => draftOf(call, entry))
      .reduce((sum, draft) => sum + messageSize(draft.body, draft.attributes), 0);
    if (size > 1_048_576) throw refuse.batchTooLong(size);
    return inBatch(call, entryName, (entry) =>
      receiptOf(sendMessage(world, queue, draftOf(call, entry))),
    );
  },
  record: null,
};

export const deleteMessageAction: Action = {
  ...onQueue,
  handle: (call, world) => {
    deleteMessage(queueOfCall(call, world), requiredText(call.input, 'ReceiptHandle'));
  },
  record: null,
};

export const deleteMessageBatchAction: Action = {
  ...onQueue,
  permission: 'sqs:DeleteMessage',
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    return inBatch(call, 'DeleteMessageBatchRequestEntry', (entry) => {
      deleteMessage(queue, requiredText(entry, 'ReceiptHandle'));
      return {};
    });
  },
  record: null,
};

export const changeMessageVisibilityAction: Action = {
  ...onQueue,
  handle: (call, world) => changeOne(queueOfCall(call, world), call.input),
  record: null,
};

/** One change of ChangeMessageVisibility, or one entry of its batch. */
function changeOne(queue: Queue, input: Input) {
  const seconds = optionalNumber(input, 'VisibilityTimeout');
  if (seconds === undefined) throw refuse.missingParameter('VisibilityTimeout');
  changeVisibility(queue, requiredText(input, 'ReceiptHandle'), seconds);
  return {};
}

export const changeMessageVisibilityBatchAction: Action = {
  ...onQueue,
  permission: 'sqs:ChangeMessageVisibility',
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    return inBatch(call, 'ChangeMessageVisibilityBatchRequestEntry', (entry) =>
      changeOne(queue, entry),
    );
  },
  record: null,
};
