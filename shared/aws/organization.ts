import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { type Connection, clientConfig } from './connection';
import { allPages } from './dependencies/all-pages';

export interface MemberAccount {
  readonly id: string;
  readonly name: string;
}

/**
 * Every account that is ACTIVE, page after page. `State` is asked for: `Status` was retired on
 * 9 September 2026. The endpoint is in us-east-1 for any home Region.
 */
export async function listAccounts(connection: Connection): Promise<readonly MemberAccount[]> {
  const client = new OrganizationsClient(clientConfig({ ...connection, region: 'us-east-1' }));
  const accounts = await allPages(async (NextToken) => {
    const page = await client.send(new ListAccountsCommand({ NextToken }));
    return { items: page.Accounts, next: page.NextToken };
  });
  return accounts.flatMap(({ Id, Name, State }) =>
    Id && State === 'ACTIVE' ? [{ id: Id, name: Name ?? Id }] : [],
  );
}
