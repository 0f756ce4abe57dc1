import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import type { ListedAccount } from '../../domain/coverage';
import { type Connection, ofOrganizations } from '../connection';
import { allPages } from '../dependencies/all-pages';

export interface AccountPage {
  readonly accounts: readonly ListedAccount[];
  /** Where the next page begins; absent after the last. An empty page may have a next one. */
  readonly next?: string;
  /** How often AWS throttled the request before the page came. */
  readonly refused: number;
}

/**
 * The organization's accounts in any state, a page at a time, so that a run that was interrupted goes on
 * where the last page ended.
 */
export function openAccountPages(
  connection: Connection = {},
): (from?: string) => Promise<AccountPage> {
  const client = new OrganizationsClient(ofOrganizations(connection));
  return async (from) => {
    const page = await client.send(new ListAccountsCommand({ ...(from && { NextToken: from }) }));
    // Status was retired on 9 September 2026; an account without a State is not known to be gone.
    const accounts = (page.Accounts ?? []).flatMap(({ Id, Name, State }) =>
      Id ? [{ id: Id, name: Name ?? Id, state: State ?? 'ACTIVE' }] : [],
    );
    const refused = (page.$metadata.attempts ?? 1) - 1;
    return { accounts, refused, ...(page.NextToken && { next: page.NextToken }) };
  };
}

/** Every account in any state. */
export function allAccounts(connection: Connection): Promise<readonly ListedAccount[]> {
  const read = openAccountPages(connection);
  return allPages(async (from) => {
    const { accounts, next } = await read(from);
    return { items: accounts, next };
  });
}
