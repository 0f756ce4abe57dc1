import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
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
import { onQueue, queueOfCall } from '../queue-of-call';
import { sendMessage } from '../send-message';
import { senderId } from '../sender-id';

export const sendMessageAction: Action = {
  readOnly: false,
  ...onQueue,
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    checkKeyAccess({ call, world }, queue, 'send');
    return receiptOf(sendMessage(world, queue, draftOf(call, call.input)));
  },
  record: null,
};

/** One message of SendMessage, or one entry of SendMessageBatch. */
export function draftOf(call: Call, input: Input): MessageDraft {
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

export function receiptOf(message: Message) {
  return {
    MessageId: message.id,
    MD5OfMessageBody: bodyDigest(message.body),
    MD5OfMessageAttributes: attributesDigest(message.attributes),
  };
}
