import { asText } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { type Call, Refusal } from '../../core/service';
import {
  type Input,
  inputs,
  messageAttributes,
  optionalNumber,
  optionalText,
  requiredText,
} from '../input';
import { attributesDigest, bodyDigest, type Message, type MessageDraft } from '../message';
import { checkKeyAccess, queueOfCall, queueParts } from '../queue-of-call';
import { deleteMessage, isOfQueue } from '../receive-messages';
import { QueueRefusal, refuse } from '../refusals';
import { messageSize, senderId, sendMessage } from '../send-message';
import type { Queue } from '../state';
import { hide, reveal } from '../visibility';

/** A batch needs the permission of the call for one. */
const permission = ({ action }: Call): string => `sqs:${action.replace(/Batch$/, '')}`;

const onMessages = actionsOn({ ...queueParts, permission, record: null }, queueOfCall);

export const sendMessageAction = onMessages((queue, call, world) => {
  checkKeyAccess({ call, world }, queue, 'send');
  return receiptOf(sendMessage(world, queue, draftOf(call, call.input)));
});

/** One message of SendMessage, or one entry of SendMessageBatch. */
function draftOf(call: Call, input: Input): MessageDraft {
  const groupId = optionalText(input, 'MessageGroupId');
  const delaySeconds = optionalNumber(input, 'DelaySeconds');
  const { AWSTraceHeader } = messageAttributes(input, 'MessageSystemAttributes');
  // What a function sends carries where its request came from, without its doing.
  const traceHeader = AWSTraceHeader?.StringValue ?? asText(call.raw.headers['x-amzn-trace-id']);
  return {
    body: requiredText(input, 'MessageBody'),
    attributes: messageAttributes(input, 'MessageAttributes'),
    senderId: senderId(call.principal),
    groupId,
    delaySeconds,
    traceHeader,
  };
}

function receiptOf(message: Message) {
  return {
    MessageId: message.id,
    MD5OfMessageBody: bodyDigest(message.body),
    MD5OfMessageAttributes: attributesDigest(message.attributes),
  };
}

const entryName = 'SendMessageBatchRequestEntry';

export const sendMessageBatchAction = onMessages((queue, call, world) => {
  checkKeyAccess({ call, world }, queue, 'send');
  const size = batchEntries(call, entryName)
    .map((entry) => draftOf(call, entry))
    .reduce((sum, draft) => sum + messageSize(draft.body, draft.attributes), 0);
  if (size > 1_048_576) throw refuse.batchTooLong(size);
  return inBatch(call, entryName, (entry) =>
    receiptOf(sendMessage(world, queue, draftOf(call, entry))),
  );
});

export const deleteMessageAction = onMessages((queue, call) => {
  deleteMessage(queue, requiredText(call.input, 'ReceiptHandle'));
});

export const deleteMessageBatchAction = onMessages((queue, call) => {
  return inBatch(call, 'DeleteMessageBatchRequestEntry', (entry) => {
    deleteMessage(queue, requiredText(entry, 'ReceiptHandle'));
    return {};
  });
});

export const changeMessageVisibilityAction = onMessages((queue, call) =>
  changeOne(queue, call.input),
);

/** One change of ChangeMessageVisibility, or one entry of its batch. */
function changeOne(queue: Queue, input: Input) {
  const seconds = optionalNumber(input, 'VisibilityTimeout');
  if (seconds === undefined) throw refuse.missingParameter('VisibilityTimeout');
  changeVisibility(queue, requiredText(input, 'ReceiptHandle'), seconds);
  return {};
}

export const changeMessageVisibilityBatchAction = onMessages((queue, call) => {
  return inBatch(call, 'ChangeMessageVisibilityBatchRequestEntry', (entry) =>
    changeOne(queue, entry),
  );
});

/** Hides an in-flight message for so many seconds from now; 0 shows it at once. */
function changeVisibility(queue: Queue, receiptHandle: string, seconds: number): void {
  if (!isOfQueue(queue, receiptHandle)) throw refuse.receiptHandleIsInvalid(receiptHandle);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 43_200) {
    throw refuse.invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200.`,
    );
  }
  const messageId = queue.receipts.get(receiptHandle);
  const hidden = messageId === undefined ? undefined : queue.hidden.get(messageId);
  if (hidden?.receiptHandle !== receiptHandle) throw refuse.messageNotInFlight(receiptHandle);
  if (seconds === 0) {
    reveal(queue, hidden.message.id);
    return;
  }
  hidden.waiting.cancel();
  queue.hidden.delete(hidden.message.id);
  hide(queue, { message: hidden.message, receiptHandle, seconds });
}

/**
 * Runs one action for each entry; an entry that is refused fails alone, the others go through.
 * The batch itself is refused as AWS does: empty, more than ten, ids that repeat.
 */
function inBatch(
  call: Call,
  entryName: string,
  run: (entry: Input) => Readonly<Record<string, unknown>>,
) {
  const entries = batchEntries(call, entryName);
  const Successful: unknown[] = [];
  const Failed: unknown[] = [];
  for (const entry of entries) {
    const Id = requiredText(entry, 'Id');
    try {
      Successful.push({ Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      Failed.push({ Id, Code: codeOf(error), Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function batchEntries(call: Call, entryName: string): readonly Input[] {
  const entries = inputs(call.input, 'Entries');
  if (entries.length === 0) throw refuse.emptyBatch(entryName);
  if (entries.length > 10) throw refuse.tooManyEntries(entries.length);
  const ids = entries.map((entry) => requiredText(entry, 'Id'));
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined) throw refuse.entryIdsNotDistinct(repeated);
  return entries;
}

function codeOf(refusal: Refusal): string {
  return refusal instanceof QueueRefusal ? refusal.queryCode : refusal.code;
}
