import type { Connection } from '../../../shared/aws/connection';
import {
  type ServiceClients,
  serviceClients,
} from '../../../shared/aws/dependencies/service-clients';
import {
  type CloudTrailClients,
  cloudTrailClients,
  guardCredentials,
  openSts,
} from '../../../shared/aws/member-access';
import type { Table } from '../../../shared/aws/table/table';
import type { Place } from '../../../shared/domain/place';
import { partitionOf } from '../../../shared/domain/trail';
import { operatorOf, READER } from './become-operator';
import type { Target } from './target';

export interface Reached {
  readonly operator: Connection;
  readonly table: Table;
  readonly clients: CloudTrailClients;
  /** Clients of every service, as the reader. */
  readonly services: (place: Place) => ServiceClients;
}

/** How a person looks into members: caller → operator role → reader role. The reader cannot write. */
export async function reachMembers(target: Target): Promise<Reached> {
  const { operator, table } = await operatorOf(target);
  const reader = guardCredentials(openSts(operator), {
    ...READER,
    partition: partitionOf(operator.region ?? ''),
  });
  const { endpoint } = operator;
  const at = endpoint ? { endpoint } : {};
  return {
    operator,
    table,
    clients: cloudTrailClients(reader.of, at),
    services: ({ accountId, region }) =>
      serviceClients({ ...at, region, credentials: () => reader.of(accountId) }),
  };
}
