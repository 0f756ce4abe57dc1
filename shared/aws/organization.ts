import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { type Connection, ofOrganizations } from './connection';
import { allPages } from './dependencies/all-pages';

export interface MemberAccount {
  readonly id: string;
  readonly name: string;
}

/**
 * Every account that is ACTIVE, page after page. `State` is asked for: `Status` was retired on
 * 9 September 2026.
 */
export async function listAccounts(connection: Connection): Promise<readonly MemberAccount[]> {
  const client = new OrganizationsClient(ofOrganizations(connection));
  const accounts = await allPages(async (NextToken) => {
    const page = await client.send(new ListAccountsCommand({ NextToken }));
    return { items: page.Accounts, next: page.NextToken };
  });
  return accounts.flatMap(({ Id, Name, State }) =>
    Id && State === 'ACTIVE' ? [{ id: Id, name: Name ?? Id }] : [],
  );
}
