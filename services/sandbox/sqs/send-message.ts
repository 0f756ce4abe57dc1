import { randomUUID } from 'node:crypto';
import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import type { Message, MessageAttributes, MessageDraft } from './message';
import { numberAttribute } from './queue-attributes';
import { refuse } from './refusals';
import type { Queue } from './state';
import { hide, show } from './visibility';

/** Puts a message into the queue. Throws a Refusal for what SQS does not take; asks no policy. */
export function sendMessage(world: World, queue: Queue, draft: MessageDraft): Message {
  checkContents(queue, draft);
  const message: Message = {
    id: randomUUID(),
    body: draft.body,
    attributes: draft.attributes ?? {},
    groupId: draft.groupId,
    senderId: draft.senderId,
    traceHeader: draft.traceHeader,
    sentAt: world.now(),
    deadLetterSourceArn: undefined,
    receiveCount: 0,
    firstReceivedAt: undefined,
  };
  const seconds = draft.delaySeconds ?? numberAttribute(queue, 'DelaySeconds');
  if (seconds > 0) hide(queue, { message, receiptHandle: undefined, seconds });
  else show(queue, message);
  return message;
}

/** Bytes that count against the limits: body, attribute names, types and values. */
export function messageSize(body: string, attributes: MessageAttributes = {}): number {
  let size = Buffer.byteLength(body);
  for (const [name, { DataType, StringValue = '', BinaryValue = '' }] of Object.entries(
    attributes,
  )) {
    size += Buffer.byteLength(name + DataType + StringValue);
    size += Buffer.byteLength(BinaryValue, 'base64');
  }
  return size;
}

function checkContents(
  queue: Queue,
  { body, attributes, groupId, delaySeconds }: MessageDraft,
): void {
  if (body === '') throw refuse.missingParameter('MessageBody');
  if (hasForbiddenCharacter(body)) throw refuse.invalidMessageContents();
  const limit = numberAttribute(queue, 'MaximumMessageSize');
  if (messageSize(body, attributes) > limit) {
    throw refuse.invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  }
  if (groupId !== undefined && !/^[!-~]{1,128}$/.test(groupId)) {
    throw refuse.invalidParameter(
      `Value ${groupId} for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
  if (delaySeconds !== undefined && (delaySeconds < 0 || delaySeconds > 900)) {
    throw refuse.invalidParameter(
      `Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
}

/** Control characters XML 1.0 does not know, which SQS refuses on every protocol. */
function hasForbiddenCharacter(body: string): boolean {
  for (let at = 0; at < body.length; at += 1) {
    const code = body.charCodeAt(at);
    if (code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd) return true;
    if (code === 0xfffe || code === 0xffff) return true;
  }
  return false;
}

/** The `SenderId` attribute: the IAM id behind the call. */
export function senderId(principal: Principal): string {
  switch (principal.kind) {
    case 'assumed-role':
      return `${principal.roleId}:${principal.sessionName}`;
    case 'user':
      return principal.userId;
    case 'root':
      return principal.accountId;
    case 'service':
      return SERVICES.get(principal.service) ?? principal.service;
  }
}

/** Documented nowhere: as public captures of messages have them, in several accounts and years. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['events.amazonaws.com', 'AIDAJXNJGGKNS7OSV23OI'],
  ['sns.amazonaws.com', 'AIDAIT2UOQQY3AUEKVGXU'],
]);
