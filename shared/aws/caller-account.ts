import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Connection } from './connection';
import { openSts } from './member-access';

/** The account whose keys these are. Rejects with the SDK's error. */
export async function callerAccount(connection: Connection): Promise<string> {
  const { Account } = await openSts(connection).send(new GetCallerIdentityCommand({}));
  if (!Account) throw new Error('GetCallerIdentity answered without an account');
  return Account;
}
