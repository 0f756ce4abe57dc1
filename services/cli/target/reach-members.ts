import { type CloudTrailClients, cloudTrailClients } from '../../../shared/aws/cloudtrail-clients';
import type { Connection } from '../../../shared/aws/connection';
import {
  type ServiceClients,
  serviceClients,
} from '../../../shared/aws/dependencies/service-clients';
import { guardCredentials } from '../../../shared/aws/guard-credentials';
import { READER_ROLE } from '../../../shared/aws/operator-credentials';
import { openSts } from '../../../shared/aws/sts';
import type { Place } from '../../../shared/domain/place';
import { partitionOf } from '../../../shared/domain/trail';
import { becomeOperator } from './become-operator';

export interface Reached {
  readonly operator: Connection;
  readonly clients: CloudTrailClients;
  /** Clients of every service, as the reader. */
  readonly services: (place: Place) => ServiceClients;
}

/** How a person looks into members: caller → operator role → reader role. The reader cannot write. */
export async function reachMembers(connection: Connection): Promise<Reached> {
  const operator = await becomeOperator(connection);
  const reader = guardCredentials(openSts(operator), {
    roleName: READER_ROLE,
    sessionName: 'trailwarden-cli',
    partition: partitionOf(connection.region ?? ''),
  });
  const { endpoint } = connection;
  const at = endpoint ? { endpoint } : {};
  return {
    operator,
    clients: cloudTrailClients(reader.of, at),
    services: ({ accountId, region }) =>
      serviceClients({ ...at, region, credentials: () => reader.of(accountId) }),
  };
}
