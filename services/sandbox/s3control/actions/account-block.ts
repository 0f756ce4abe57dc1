import { actionsOn } from '../../core/make-action';
import type { Call, RestBinding } from '../../core/service';
import { elementOf, withoutNamespace } from '../../s3/configuration';
import { acceptedBlock } from '../../s3/configurations/access';
import { recordedParameters } from '../../s3/recorded-parameters';
import { refuse } from '../../s3/refusals';

const onAccountBlock = actionsOn(
  { record: (call) => ({ requestParameters: parametersOf(call) }) },
  ownAccountOf,
);

const accountBlockBinding = {
  path: '/v20180820/configuration/publicAccessBlock',
  headers: { 'x-amz-account-id': 'AccountId' },
} satisfies Omit<RestBinding, 'method'>;

/** The account a request is about; refuses another than the caller's own. */
function ownAccountOf({ accountId, input }: Call): string {
  if (input.AccountId !== accountId) throw refuse.denied();
  return accountId;
}

function parametersOf(call: Call): Readonly<Record<string, unknown>> {
  const { AccountId, ...input } = call.input;
  const Host = `${AccountId}.s3-control.${call.region}.amazonaws.com`;
  const written = recordedParameters({ ...call, input });
  // Of a read Host alone names the account. [R]
  return call.action === 'GetPublicAccessBlock'
    ? { ...written, Host }
    : { ...written, Host, accountId: AccountId };
}

export const putPublicAccessBlock = onAccountBlock(
  {
    permission: 's3:PutAccountPublicAccessBlock',
    eventName: 'PutAccountPublicAccessBlock',
    rest: { ...accountBlockBinding, method: 'PUT' },
  },
  (accountId, { input }, { s3 }) => {
    const { PublicAccessBlockConfiguration: written } = input;
    if (written === undefined) throw refuse.malformedXml();
    s3.accountBlocks.set(accountId, acceptedBlock(withoutNamespace(elementOf(written))));
  },
);

export const getPublicAccessBlock = onAccountBlock(
  {
    permission: 's3:GetAccountPublicAccessBlock',
    eventName: 'GetAccountPublicAccessBlock',
    rest: {
      ...accountBlockBinding,
      method: 'GET',
      answer: { root: 'PublicAccessBlockConfiguration' },
    },
  },
  (AccountId, _call, { s3 }) => {
    const block = s3.accountBlocks.get(AccountId);
    if (block === undefined) throw refuse.noPublicAccessBlock({ AccountId });
    return block;
  },
);

/** Deleting what is not there succeeds. IAM knows no permission of its own for it. */
export const deletePublicAccessBlock = onAccountBlock(
  {
    permission: 's3:PutAccountPublicAccessBlock',
    eventName: 'DeleteAccountPublicAccessBlock',
    rest: { ...accountBlockBinding, method: 'DELETE', answer: { status: 204 } },
  },
  (accountId, _call, { s3 }) => {
    s3.accountBlocks.delete(accountId);
  },
);
