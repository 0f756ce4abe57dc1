import { accountId } from './members';
import type { StoredItem, Table } from './table';

const FIRST = accountId(0);

/**
 * What the table holds of an organization that was swept before: the rows that a real look at the first
 * account wrote, once for each account. A first sweep would capture every baseline; this is about the others.
 */
export function seed(table: Table, rows: readonly StoredItem[], accounts: number): void {
  const pattern = rows.map((row) => JSON.stringify(row));
  for (let index = 0; index < accounts; index += 1) {
    const account = accountId(index);
    for (const text of pattern) table.put(ofAccount(text, account));
  }
}

/** The partitions of coverage and heartbeats end with the account's last digit. */
function ofAccount(text: string, account: string): StoredItem {
  const row = JSON.parse(text.replaceAll(FIRST, account)) as StoredItem;
  const pk = String(row.pk?.S).replace(/^([A-Z]+#[a-z0-9-]+#)\d$/, `$1${account.slice(-1)}`);
  return { ...row, pk: { S: pk } };
}

export const isOfPlace = (row: StoredItem): boolean => !String(row.pk?.S).startsWith('ACCOUNT#');
