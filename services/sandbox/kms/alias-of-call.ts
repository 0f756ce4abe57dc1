import type { Call } from '../core/call';
import type { Action, Output, RecordPart } from '../core/service';
import type { World } from '../core/world';
import type { ResourcePolicy } from '../iam/policy-document';
import { findKey } from './find-key';
import { optionalText, requiredText } from './input';
import { conditionsOfCall } from './key-of-call';
import { policyOfKey } from './key-policy';
import { keyResource } from './key-record';
import { refuse } from './refusals';
import type { Alias, Key } from './state';

/** Changing an alias asks for permission on it and on the keys it names before and after. [D] alias-access */
export const onAlias = {
  resource: (call: Call, world: World) => [
    aliasArnOfCall(call),
    ...keysOfCall(call, world).map(({ arn }) => arn),
  ],
  resourcePolicy: policyOfCall,
  conditions: conditionsOfCall,
  record: aliasRecord,
} as const satisfies Pick<Action, 'resource' | 'resourcePolicy' | 'conditions' | 'record'>;

export function aliasArnOfCall(call: Call): string {
  const { region, accountId, input } = call;
  return `arn:aws:kms:${region}:${accountId}:${requiredText(input, 'AliasName')}`;
}

/** The key of an alias that the call takes away, which its record still names. [D] ct-deletealias */
export const keyBefore = new WeakMap<Call, Key>();

export function aliasOfCall(call: Call, world: World): Alias {
  const arn = aliasArnOfCall(call);
  const alias = world.kms.aliases.get(arn);
  if (alias === undefined) throw refuse.aliasNotFound(arn);
  return alias;
}

function keysOfCall(call: Call, world: World): readonly Key[] {
  const names = [aliasArnOfCall(call), optionalText(call.input, 'TargetKeyId')];
  const keys = names.flatMap((keyId) =>
    keyId === undefined ? [] : (findKey(world, { ...call, keyId }) ?? []),
  );
  return [...new Set(keys)];
}

/** The policy of the key it will name, or names now: one takes part, as the contract of actions has it. */
function policyOfCall(call: Call, world: World): ResourcePolicy | undefined {
  const key = keysOfCall(call, world).at(-1);
  return key && policyOfKey(key);
}

function aliasRecord(call: Call, output: Output | undefined, world: World): RecordPart {
  const arn = aliasArnOfCall(call);
  const target = optionalText(call.input, 'TargetKeyId');
  const key = keyBefore.get(call) ?? findKey(world, { ...call, keyId: target ?? arn });
  const resources = [{ ARN: arn, accountId: call.accountId }, ...(key ? [keyResource(key)] : [])];
  const changed = output !== undefined && key !== undefined && !keyBefore.has(call);
  return { resources, ...(changed && { responseElements: { keyId: key.arn } }) };
}
