import type { Action } from '../../core/service';
import { findKey } from '../find-key';
import { pageOf } from '../page';

export const listKeys: Action = {
  readOnly: true,
  resource: () => '*',
  handle: ({ input, accountId, region }, world) => {
    const own = [...world.kms.keys.values()]
      .filter((key) => key.accountId === accountId && key.region === region)
      .filter(({ arn }) => findKey(world, { keyId: arn, accountId, region }) !== undefined);
    const { items, rest } = pageOf(input, own);
    return { Keys: items.map(({ keyId, arn }) => ({ KeyId: keyId, KeyArn: arn })), ...rest };
  },
};
