import { partitionOf } from '../../core/partition';
import {
  type Action,
  type Call,
  type Output,
  type RecordPart,
  Refusal,
  type World,
} from '../../core/service';
import type { ResourcePolicy } from '../../iam/policy-document';
import { putAlias } from '../create-key';
import { findKey, refuseState } from '../find-key';
import { optionalText, pageOf, requiredText } from '../input';
import { conditionsOfCall, keyOfCall, keyResource } from '../key-of-call';
import { policyOfKey } from '../key-policy';
import { refuse } from '../refusals';
import type { Alias, Key } from '../state';

/** Changing an alias asks for permission on it and on the keys it names before and after. [D] alias-access */
const onAlias = {
  resource: (call: Call, world: World) => [
    aliasArnOfCall(call),
    ...keysOfCall(call, world).map(({ arn }) => arn),
  ],
  resourcePolicy: policyOfCall,
  conditions: conditionsOfCall,
  record: aliasRecord,
} as const satisfies Pick<Action, 'resource' | 'resourcePolicy' | 'conditions' | 'record'>;

function aliasArnOfCall(call: Call): string {
  const { region, accountId, input } = call;
  return `arn:${partitionOf(region)}:kms:${region}:${accountId}:${requiredText(input, 'AliasName')}`;
}

/** The key of an alias that the call takes away, which its record still names. [D] ct-deletealias */
const keyBefore = new WeakMap<Call, Key>();

function aliasOfCall(call: Call, world: World): Alias {
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

export const createAlias: Action = {
  ...onAlias,
  handle: (call, world) => {
    const name = requiredText(call.input, 'AliasName');
    refuseName(name);
    const key = keyOfCall(call, world, 'TargetKeyId');
    refuseState(key, 'PendingDeletion');
    const arn = aliasArnOfCall(call);
    if (world.kms.aliases.has(arn)) throw refuse.aliasExists(arn);
    putAlias(world, name, key);
  },
};

function refuseName(name: string): void {
  if (name.startsWith('alias/aws/')) throw new Refusal('NotAuthorizedException', '');
  if (/^alias\/[\w/-]{1,250}$/.test(name)) return;
  throw refuse.invalidAliasName(
    "Alias must start with the prefix 'alias/' and consist of alphanumeric characters, '/', '_' or '-'.",
  );
}

export const updateAlias: Action = {
  ...onAlias,
  handle: (call, world) => {
    const alias = aliasOfCall(call, world);
    const key = keyOfCall(call, world, 'TargetKeyId');
    refuseState(key, 'PendingDeletion');
    alias.keyArn = key.arn;
    alias.updatedAt = world.now();
  },
};

export const deleteAlias: Action = {
  ...onAlias,
  handle: (call, world) => {
    const { arn, keyArn } = aliasOfCall(call, world);
    const key = findKey(world, { ...call, keyId: keyArn });
    if (key) keyBefore.set(call, key);
    world.kms.aliases.delete(arn);
  },
};

/** Of one key, or of the account. AWS's own aliases are not here. */
export const listAliases: Action = {
  handle: (call, world) => {
    const prefix = `arn:${partitionOf(call.region)}:kms:${call.region}:${call.accountId}:`;
    const keyArn = call.input.KeyId === undefined ? undefined : keyOfCall(call, world).arn;
    const own = [...world.kms.aliases.values()]
      .filter(({ arn }) => arn.startsWith(prefix))
      .filter((alias) => keyArn === undefined || alias.keyArn === keyArn);
    const { items, rest } = pageOf(call.input, own);
    const Aliases = items.map((alias) => ({
      AliasName: alias.name,
      AliasArn: alias.arn,
      TargetKeyId: alias.keyArn.split('/').at(-1),
      CreationDate: alias.createdAt,
      LastUpdatedDate: alias.updatedAt,
    }));
    return { Aliases, ...rest };
  },
};
