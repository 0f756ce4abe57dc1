import type { Action } from '../../core/service';
import { keyOfCall } from '../key-of-call';
import { pageOf } from '../page';

/** Of one key, or of the account. AWS's own aliases are not here. */
export const listAliases: Action = {
  readOnly: true,
  resource: () => '*',
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
