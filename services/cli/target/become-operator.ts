import { becomeNamed } from '../../../shared/aws/become-named';
import type { Connection } from '../../../shared/aws/connection';
import { openTable, type Table } from '../../../shared/aws/table/table';
import { connectionTo, type Target } from './target';

/** The operator role in the caller's own account, who reads the table and lists the accounts. Rejects with the SDK's error. */
export const becomeOperator = async (connection: Connection): Promise<Connection> =>
  (await becomeNamed(OPERATOR_ROLE, connection, () => SESSION)).connection;

const OPERATOR_ROLE = 'trailwarden-operator';
const SESSION = 'trailwarden-cli';

/** Who reads in the members: caller → operator → reader. It cannot write. */
export const READER = { roleName: 'trailwarden-reader', sessionName: SESSION } as const;

/** The table, as the caller: the administrator of the security account or its operator. */
export const tableOf = (target: Target): Table => openTable(target.table, connectionTo(target));

/** The operator of a target, and the table as that role reads it. */
export async function operatorOf(
  target: Target,
): Promise<{ readonly operator: Connection; readonly table: Table }> {
  const operator = await becomeOperator(connectionTo(target));
  return { operator, table: openTable(target.table, operator) };
}
