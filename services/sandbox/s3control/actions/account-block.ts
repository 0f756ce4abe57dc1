import type { Action } from '../../core/service';
import { acceptedBlock } from '../../s3/configurations/public-access-block';
import { refuse } from '../../s3/refusals';
import { elementOf, withoutNamespace } from '../../s3/xml-values';
import { accountBlockBinding, onAccountBlock, ownAccountOf } from '../on-account-block';

export const putPublicAccessBlock: Action = {
  ...onAccountBlock,
  permission: 's3:PutAccountPublicAccessBlock',
  eventName: 'PutAccountPublicAccessBlock',
  rest: { ...accountBlockBinding, method: 'PUT' },
  handle: (call, { s3 }) => {
    const accountId = ownAccountOf(call);
    const { PublicAccessBlockConfiguration: written } = call.input;
    if (written === undefined) throw refuse.malformedXml();
    const block = withoutNamespace(elementOf(written));
    if (Object.keys(block).length === 0) throw refuse.invalidRequest(NOTHING);
    s3.accountBlocks.set(accountId, acceptedBlock(block));
  },
};

/** As moto has it. */
const NOTHING = 'Must specify at least one configuration.';

export const getPublicAccessBlock: Action = {
  ...onAccountBlock,
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

/** Deleting what is not there succeeds. IAM knows no permission of its own for it. */
export const deletePublicAccessBlock: Action = {
  ...onAccountBlock,
  permission: 's3:PutAccountPublicAccessBlock',
  eventName: 'DeleteAccountPublicAccessBlock',
  rest: { ...accountBlockBinding, method: 'DELETE', answer: { status: 204 } },
  handle: (call, { s3 }) => {
    s3.accountBlocks.delete(ownAccountOf(call));
  },
};
