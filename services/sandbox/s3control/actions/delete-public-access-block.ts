import type { Action } from '../../core/service';
import { accountBlockBinding, onAccountBlock, ownAccountOf } from '../on-account-block';

/** Deleting what is not there succeeds. IAM knows no permission of its own for it. */
export const deletePublicAccessBlock: Action = {
  ...onAccountBlock,
  permission: 's3:PutAccountPublicAccessBlock',
  eventName: 'DeleteAccountPublicAccessBlock',
  rest: { ...accountBlockBinding, method: 'DELETE', answer: { status: 204 } },
  handle: (call, { s3 }) => {
    s3.accountBlocks.delete(ownAccountOf(call));
    return {};
  },
};
