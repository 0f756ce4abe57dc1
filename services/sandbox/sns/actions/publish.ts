import { type Action, type Call, NotEmulated, orRefuse, type World } from '../../core/service';
import { findKey, keyState } from '../../kms/find-key';
import { optionalText, requiredText } from '../input';
import { publish as publishTo } from '../publish';
import { refuse } from '../refusals';
import type { Topic } from '../state';
import { topicOfCall, topicParts } from '../topic-of-call';

/** To a topic: phone numbers and targets are refused. */
export const publish: Action = {
  ...topicParts,
  handle: (call, world) => {
    refuseUnknown(call);
    const topic = topicOfCall(call, world);
    const message = requiredText(call.input, 'Message');
    if (message === '') throw refuse.invalidParameter('Empty message');
    checkText(message, optionalText(call.input, 'Subject'));
    checkKey(world, topic);
    const { id } = publishTo(world, topic, {
      ...textsOf(message, optionalText(call.input, 'MessageStructure')),
      subject: optionalText(call.input, 'Subject'),
      attributes: attributesOf(call),
    });
    return { MessageId: id };
  },
  record: null,
};

/** A subject is one line of printable ASCII. [D] API_Publish */
function checkText(message: string, subject: string | undefined): void {
  if (Buffer.byteLength(message) > 262_144) throw refuse.invalidParameter('Message too long');
  if (subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject)) {
    throw refuse.invalidParameter('Subject');
  }
}

/** `json`: a text for each protocol, and `default` for all others. [D] API_Publish */
function textsOf(message: string, structure: string | undefined) {
  if (structure === undefined) return { message };
  if (structure !== 'json') throw refuse.invalidParameter('MessageStructure');
  const texts = parsed(message);
  if (typeof texts?.default !== 'string') {
    throw refuse.invalidParameter('Message Structure - No default entry in JSON message body');
  }
  return { message: texts.default, ...(typeof texts.sms === 'string' && { sms: texts.sms }) };
}

function parsed(message: string): Readonly<Record<string, unknown>> | undefined {
  const value: unknown = orRefuse(
    () => JSON.parse(message),
    () => refuse.invalidParameter('Message Structure - JSON message body failed to parse'),
  );
  return typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : undefined;
}

/** Text alone; a numbered list on the wire, under any name of the SDK's. */
function attributesOf({ input }: Call): Readonly<Record<string, string>> {
  const given = input.MessageAttributes;
  if (given === undefined || given === null) return {};
  const list = Array.isArray(given)
    ? given
    : Object.entries(given).map(([Name, Value]) => ({ Name, Value }));
  return Object.fromEntries(
    list.map(({ Name, Value }: { Name: string; Value: { StringValue?: string } }) => [
      Name,
      String(Value.StringValue),
    ]),
  );
}

function refuseUnknown({ input }: Call): void {
  const unknown = ['PhoneNumber', 'TargetArn'].find((name) => input[name] !== undefined);
  if (unknown === undefined) return;
  throw new NotEmulated(
    `sandbox: sns:Publish with ${unknown} is not emulated; add it to services/sandbox/sns/actions/publish.ts`,
  );
}

/** Refuses to publish while the topic's own key is disabled or on its way out. Who may use it is not asked. */
function checkKey(world: World, { attributes, accountId, region }: Topic): void {
  const keyId = attributes.get('KmsMasterKeyId');
  const key = keyId === undefined ? undefined : findKey(world, { keyId, accountId, region });
  if (key === undefined) return;
  const state = keyState(key);
  if (state === 'Disabled') throw refuse.keyUnusable('KMSDisabled', `${key.arn} is disabled.`);
  if (state !== 'Enabled') throw refuse.keyUnusable('KMSInvalidState', `${key.arn} is ${state}.`);
}
