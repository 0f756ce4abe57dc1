import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { type Connection, clientConfig } from './connection';

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
  const accounts: MemberAccount[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListAccountsCommand({ ...(NextToken && { NextToken }) }));
    for (const { Id, Name, State } of page.Accounts ?? []) {
      if (Id && State === 'ACTIVE') accounts.push({ id: Id, name: Name ?? Id });
    }
    ({ NextToken } = page);
  } while (NextToken);
  return accounts;
}
