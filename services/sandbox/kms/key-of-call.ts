import type { Action, Call, World } from '../core/service';
import type { ConditionContext } from '../iam/condition-context';
import type { ResourcePolicy } from '../iam/policy-document';
import { findKey, keyArn } from './find-key';
import { requiredText } from './input';
import { keyConditions } from './key-conditions';
import { policyOfKey } from './key-policy';
import { keyRecord } from './key-record';
import { refuse } from './refusals';
import type { Key } from './state';

type OnKey = Required<Pick<Action, 'resource' | 'resourcePolicy' | 'conditions' | 'record'>>;

/** Actions on a key of the caller's own account, named by id or ARN. The API forbids them across accounts. */
export const onOwnKey: OnKey = {
  resource: arnOfCall,
  resourcePolicy: ownPolicy,
  conditions: conditionsOfCall,
  record: keyRecord,
};

/** Actions that other accounts may take too, if key policy and their own policies allow it. */
export const onAnyKey: OnKey = { ...onOwnKey, resourcePolicy: policyOfCall };

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
