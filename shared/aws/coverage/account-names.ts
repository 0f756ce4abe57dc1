import { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { classify, hasCode } from '../classify';
import { type Connection, ofOrganizations, Recent } from '../connection';

/** An account's name; nothing where Organizations does not say. Never rejects. */
export type AccountNames = (accountId: string) => Promise<string | undefined>;

/**
 * Asks Organizations once for each account; the caller must be the management account or a delegated administrator.
 * A name only helps the reader. One that does not arrive within two seconds is left out, and asked for again the
 * next time. After a denial nothing is asked for ten minutes: a person may allow it meanwhile.
 */
export function openAccountNames(
  connection: Connection = {},
  now: () => number = Date.now,
): AccountNames {
  const client = new OrganizationsClient({
    ...ofOrganizations(connection),
    maxAttempts: 1,
  });
  const known = new Recent<Promise<string | undefined>>(10_000);
  let deniedUntil = Number.NEGATIVE_INFINITY;
  const ask = async (AccountId: string): Promise<string | undefined> => {
    try {
      const { Account } = await client.send(new DescribeAccountCommand({ AccountId }), {
        abortSignal: AbortSignal.timeout(2_000),
      });
      return Account?.Name;
    } catch (error) {
      if (hasCode(error, 'AccountNotFoundException')) return undefined;
      known.delete(AccountId);
      if (classify(error).kind === 'denied') deniedUntil = now() + DENIED_MS;
      return undefined;
    }
  };
  return async (accountId) => {
    if (!/^\d{12}$/.test(accountId)) return undefined;
    const asked = known.get(accountId) ?? (now() < deniedUntil ? undefined : ask(accountId));
    if (asked !== undefined) known.set(accountId, asked);
    return asked;
  };
}

const DENIED_MS = 600_000;

/** The account's name; absent where Organizations does not say. */
export interface Named {
  readonly accountName?: string;
}

/** The same incident, with its account's name where Organizations says it. Never rejects. */
export async function withAccountName<T extends { readonly accountId?: string }>(
  it: T,
  nameOf: AccountNames,
): Promise<T & Named> {
  const accountName = it.accountId === undefined ? undefined : await nameOf(it.accountId);
  return { ...it, ...(accountName !== undefined && { accountName }) };
}
