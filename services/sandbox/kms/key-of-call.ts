import type { Action, Call, Output, RecordPart, World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import type { ResourcePolicy } from '../iam/policy-document';
import { findKey, keyArn } from './find-key';
import { optionalText, requiredText } from './input';
import { keyConditions, policyOfKey } from './key-policy';
import { refuse } from './refusals';
import type { Key } from './state';

type OnKey = Required<Pick<Action, 'resource' | 'resourcePolicy' | 'conditions' | 'record'>>;

/** What actions on a key of the caller's own account have in common. The API forbids them across accounts. */
export const ownKeyParts: OnKey = {
  resource: arnOfCall,
  resourcePolicy: ownPolicy,
  conditions: conditionsOfCall,
  record: keyRecord,
};

/** What actions have that other accounts may take too, if key policy and their own policies allow it. */
export const anyKeyParts: OnKey = { ...ownKeyParts, resourcePolicy: policyOfCall };

/** A UUID, or the id of a multi-Region key; anything else AWS calls invalid. */
const keyIdForm = /:key\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

/** The key that `KeyId` names; an alias is refused. */
export function keyOfCall(call: Call, world: World, member = 'KeyId'): Key {
  const keyId = requiredText(call.input, member);
  if (/^alias\/|:alias\//.test(keyId)) throw refuse.invalidKeyId(keyId);
  return keyOrAlias(call, world, member);
}

/** As `keyOfCall`, but DescribeKey and the cryptographic operations take an alias too. */
export function keyOrAlias(call: Call, world: World, member = 'KeyId'): Key {
  const keyId = requiredText(call.input, member);
  const arn = keyArn(world, { ...call, keyId });
  const region = arn.split(':')[3];
  if (region !== call.region) throw refuse.foreignRegion(region ?? '');
  const key = findKey(world, { ...call, keyId });
  if (key !== undefined) return key;
  if (arn.includes(':alias/')) throw refuse.aliasNotFound(arn);
  throw keyIdForm.test(arn) ? refuse.keyNotFound(arn) : refuse.invalidKeyId(keyId);
}

/** As `keyOfCall`, for what concerns rotation: there an alias is refused in other words. [R] */
export function rotatingKeyOfCall(call: Call, world: World): Key {
  const keyId = requiredText(call.input, 'KeyId');
  if (/^alias\/|:alias\//.test(keyId)) throw refuse.aliasNotTaken();
  return keyOfCall(call, world);
}

/** Refuses what was only to be tried, once everything else is in order. */
export function refuseDryRun({ input }: Call): void {
  if (input.DryRun === true) throw refuse.dryRun();
}

export function conditionsOfCall(call: Call): ConditionContext {
  return keyConditions(call.accountId);
}

function arnOfCall(call: Call, world: World): string {
  return keyArn(world, { ...call, keyId: requiredText(call.input, 'KeyId') });
}

/** A key of another account lets no one in here, even if its policy says so. */
function ownPolicy(call: Call, world: World): ResourcePolicy | undefined {
  const policy = policyOfCall(call, world);
  const foreign = policy !== undefined && policy.ownerAccountId !== call.accountId;
  return foreign ? { ownerAccountId: policy.ownerAccountId } : policy;
}

function policyOfCall(call: Call, world: World): ResourcePolicy | undefined {
  const key = findKey(world, { ...call, keyId: requiredText(call.input, 'KeyId') });
  return key && policyOfKey(key);
}

/**
 * `keyId` as it was typed, the full ARN in `resources`. Message, MAC and policy text of an answer are
 * never recorded [D] logging-using-cloudtrail. A key that is not found leaves no parameters [R].
 */
export function keyRecord(call: Call, output: Output | undefined, world: World): RecordPart {
  const keyId = optionalText(call.input, 'KeyId') ?? '';
  const key = findKey(world, { ...call, keyId });
  if (key === undefined) return output === undefined ? { requestParameters: null } : {};
  // It lies in the key owner's account too, when another account used the key.
  return { resources: [keyResource(key)], sharedWith: key.accountId };
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
