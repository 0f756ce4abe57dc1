import { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { type Connection, clientConfig } from '../connection';

/** What people call an account; nothing where Organizations does not say. Never rejects. */
export type AccountNames = (accountId: string) => Promise<string | undefined>;

/**
 * Asks Organizations once for each account, whose administrator or delegated administrator the caller
 * must be. A name is a help to the reader and nothing more: what cannot be had in two seconds is left out,
 * and after a refusal nobody asks again.
 */
export function openAccountNames(connection: Connection = {}): AccountNames {
  const client = new OrganizationsClient({
    ...clientConfig({ ...connection, region: 'us-east-1' }),
    maxAttempts: 1,
  });
  const known = new Map<string, Promise<string | undefined>>();
  let refused = false;
  const ask = async (AccountId: string): Promise<string | undefined> => {
    if (refused || !/^\d{12}$/.test(AccountId)) return undefined;
    try {
      const { Account } = await client.send(new DescribeAccountCommand({ AccountId }), {
        abortSignal: AbortSignal.timeout(2_000),
      });
      return Account?.Name;
    } catch (error) {
      refused ||= error instanceof Error && error.name !== 'AccountNotFoundException';
      return undefined;
    }
  };
  return (accountId) => {
    const asked = known.get(accountId) ?? ask(accountId);
    known.set(accountId, asked);
    return asked;
  };
}
