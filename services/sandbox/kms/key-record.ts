import type { Call, Output, RecordPart, World } from '../core/service';
import { findKey } from './find-key';
import { optionalText } from './input';
import type { Key } from './state';

/**
 * `keyId` as it was typed, the full ARN in `resources`. Message, MAC and policy text of an answer are
 * never recorded [D] logging-using-cloudtrail. A key that is not found leaves no parameters [R].
 */
export function keyRecord(call: Call, output: Output | undefined, world: World): RecordPart {
  const keyId = optionalText(call.input, 'KeyId') ?? '';
  const key = findKey(world, { ...call, keyId });
  if (key === undefined) return output === undefined ? { requestParameters: null } : {};
  return keysInRecord(call, key);
}

/** The record lies in the key owner's account too, when another account used the key. */
export function keysInRecord(call: Call, key: Key): RecordPart {
  return {
    resources: [keyResource(key)],
    ...(foreign(call, key) && { sharedWith: key.accountId }),
  };
}

/** As `keyRecord`, and the ARN in the answer: what changes a key has shown it since December 2022 [D] ct-disablekey. */
export function keyChangeRecord(call: Call, output: Output | undefined, world: World): RecordPart {
  const part = keyRecord(call, output, world);
  const keyId = optionalText(call.input, 'KeyId') ?? '';
  const key = findKey(world, { ...call, keyId });
  return key === undefined ? part : { ...part, responseElements: { keyId: key.arn } };
}

export function keyResource(key: Key) {
  return { accountId: key.accountId, type: 'AWS::KMS::Key', ARN: key.arn };
}

/** How records write a date inside an answer, e.g. `Jan 1, 2019 12:00:00 AM` [R]. */
export function recordedDate(date: Date): string {
  return new Intl.DateTimeFormat('en-US', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  })
    .format(date)
    .replace(/\u202f/g, ' ')
    .replace(/^(\w+ \d+, \d+), /, '$1 ');
}

function foreign(call: Call, key: Key): boolean {
  return key.accountId !== call.accountId;
}
