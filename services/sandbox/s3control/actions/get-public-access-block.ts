import type { Action } from '../../core/service';
import { refuse } from '../../s3/refusals';
import { accountBlockBinding, onAccountBlock, ownAccountOf } from '../on-account-block';

export const getPublicAccessBlock: Action = {
  ...onAccountBlock,
  readOnly: true,
  permission: 's3:GetAccountPublicAccessBlock',
  eventName: 'GetAccountPublicAccessBlock',
  rest: {
    ...accountBlockBinding,
    method: 'GET',
    answer: { root: 'PublicAccessBlockConfiguration' },
  },
  handle: (call, { s3 }) => {
    const AccountId = ownAccountOf(call);
    const block = s3.accountBlocks.get(AccountId);
    if (block === undefined) throw refuse.noPublicAccessBlock({ AccountId });
    return block;
  },
};
