import { type CloudTrailClients, cloudTrailClients } from '../../shared/aws/cloudtrail-clients';
import type { Connection } from '../../shared/aws/connection';
import { guardCredentials } from '../../shared/aws/guard-credentials';
import { operatorCredentials, READER_ROLE } from '../../shared/aws/operator-credentials';
import { openSts } from '../../shared/aws/sts';
import { partitionOf } from '../../shared/domain/trail';

/** How a person looks into members: caller → operator role → reader role. The reader cannot write. */
export async function reachMembers(
  connection: Connection,
): Promise<{ readonly operator: Connection; readonly clients: CloudTrailClients }> {
  const credentials = await operatorCredentials(connection);
  const operator = { ...connection, ...(credentials && { credentials }) };
  const reader = guardCredentials(openSts(operator), {
    roleName: READER_ROLE,
    sessionName: 'trailwarden-cli',
    partition: partitionOf(connection.region ?? ''),
  });
  const { endpoint } = connection;
  return { operator, clients: cloudTrailClients(reader.of, { ...(endpoint && { endpoint }) }) };
}
