import { createHash } from 'node:crypto';
import type { MessageAttribute, MessageAttributes } from './message';

export function bodyDigest(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/**
 * MD5OfMessageAttributes, which SDK clients recompute and compare: names in order; name, type and
 * value each after its length, the value after one byte for its transport (1 text, 2 binary).
 * [D] AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata
 */
export function attributesDigest(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name];
    if (attribute !== undefined) for (const part of parts(name, attribute)) hash.update(part);
  }
  return hash.digest('hex');
}

function parts(name: string, attribute: MessageAttribute): readonly Buffer[] {
  const head = [sized(Buffer.from(name)), sized(Buffer.from(attribute.DataType))];
  return attribute.BinaryValue === undefined
    ? [...head, Buffer.from([1]), sized(Buffer.from(attribute.StringValue ?? ''))]
    : [...head, Buffer.from([2]), sized(Buffer.from(attribute.BinaryValue, 'base64'))];
}

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
