import type { Connection } from '../../../shared/aws/connection';
import { operatorCredentials } from '../../../shared/aws/operator-credentials';
import { openTable, type Table } from '../../../shared/aws/table/table';
import { connectionTo, type Target } from './target';

/** The operator role in the caller's own account, who reads the table and lists the accounts. Rejects with the SDK's error. */
export async function becomeOperator(connection: Connection): Promise<Connection> {
  const credentials = await operatorCredentials(connection);
  return { ...connection, ...(credentials && { credentials }) };
}

/** The table, as the caller: the administrator of the security account or its operator. */
export const tableOf = (target: Target): Table => openTable(target.table, connectionTo(target));

/** The operator of a target, and the table as that role reads it. */
export async function operatorOf(
  target: Target,
): Promise<{ readonly operator: Connection; readonly table: Table }> {
  const operator = await becomeOperator(connectionTo(target));
  return { operator, table: openTable(target.table, operator) };
}
