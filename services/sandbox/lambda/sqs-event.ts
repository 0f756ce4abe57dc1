import type { MessageAttribute, MessageAttributes } from '../sqs/message';
import { attributesDigest, bodyDigest } from '../sqs/message-digest';
import type { Received } from '../sqs/receive-messages';
import { systemAttributes } from '../sqs/system-attributes';

/** What a function gets for a batch of messages. [D] lambda/latest/dg/with-sqs */
export function sqsEvent(queueArn: string, batch: readonly Received[]) {
  return { Records: batch.map((received) => record(queueArn, received)) };
}

function record(queueArn: string, { message, receiptHandle }: Received) {
  const md5OfMessageAttributes = attributesDigest(message.attributes);
  return {
    messageId: message.id,
    receiptHandle,
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: lowerCased(message.attributes),
    ...(md5OfMessageAttributes === undefined ? {} : { md5OfMessageAttributes }),
    md5OfBody: bodyDigest(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3],
  };
}

function lowerCased(attributes: MessageAttributes) {
  return Object.fromEntries(Object.entries(attributes).map(([name, each]) => [name, lower(each)]));
}

function lower({ StringValue, BinaryValue, DataType }: MessageAttribute) {
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
