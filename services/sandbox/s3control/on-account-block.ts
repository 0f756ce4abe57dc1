import type { Call } from '../core/call';
import type { RestBinding } from '../core/rest-binding';
import type { Action } from '../core/service';
import { recordedParameters } from '../s3/recorded-parameters';
import { refuse } from '../s3/refusals';

/** What every action on an account's public access block has in common. */
export const onAccountBlock = {
  record: (call) => ({ requestParameters: parametersOf(call) }),
} satisfies Partial<Action>;

export const accountBlockBinding = {
  path: '/v20180820/configuration/publicAccessBlock',
  headers: { 'x-amz-account-id': 'AccountId' },
} satisfies Omit<RestBinding, 'method'>;

/** The account a request is about; refuses another than the caller's own. */
export function ownAccountOf({ accountId, input }: Call): string {
  if (input.AccountId !== accountId) throw refuse.denied();
  return accountId;
}

function parametersOf(call: Call): Readonly<Record<string, unknown>> {
  const { AccountId, ...input } = call.input;
  const Host = `${AccountId}.s3-control.${call.region}.amazonaws.com`;
  return { ...recordedParameters({ ...call, input }), Host, accountId: AccountId };
}
