import type { Connection } from '../../../shared/aws/connection';
import { operatorCredentials } from '../../../shared/aws/operator-credentials';

/** The operator role in the caller's own account, who reads the table and lists the accounts. Rejects with the SDK's error. */
export async function becomeOperator(connection: Connection): Promise<Connection> {
  const credentials = await operatorCredentials(connection);
  return { ...connection, ...(credentials && { credentials }) };
}
