import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { aliasArnOfCall, aliasOfCall, keyBefore, onAlias } from '../alias-of-call';
import { findKey } from '../find-key';
import { requiredText } from '../input';
import { keyOfCall } from '../key-of-call';
import { refuseState } from '../key-state';
import { pageOf } from '../page';
import { putAlias } from '../put-alias';
import { refuse } from '../refusals';

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
    const prefix = `arn:aws:kms:${call.region}:${call.accountId}:`;
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
