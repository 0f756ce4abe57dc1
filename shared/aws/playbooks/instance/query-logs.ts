import { asked } from '../../classify';
import type { InstanceClients } from './clients';

/** Where the questions to the resolver of a VPC are logged. */
export interface QueryLog {
  readonly id: string;
  /** The ARN of a log group, a bucket or a stream. */
  readonly destination: string;
  /** Why the resolver cannot write there, in its own word. */
  readonly error?: string;
}

/** [D] API_ResolverQueryLogConfigAssociation, API_ResolverQueryLogConfig */
interface Association {
  readonly ResolverQueryLogConfigId?: string;
  readonly Error?: string;
}

interface Config {
  readonly Id?: string;
  readonly DestinationArn?: string;
}

/** The query logs that a VPC is associated with. Rejects with an error of the form of the SDK's. */
export async function queryLogsOf(
  { resolver }: Pick<InstanceClients, 'resolver'>,
  vpcId: string,
): Promise<readonly QueryLog[]> {
  const associations = await all<Association>(resolver, {
    operation: 'ListResolverQueryLogConfigAssociations',
    items: 'ResolverQueryLogConfigAssociations',
    filter: { Name: 'ResourceId', Values: [vpcId] },
  });
  const ids = associations.flatMap(({ ResolverQueryLogConfigId: id }) => id ?? []);
  if (ids.length === 0) return [];
  const configs = await all<Config>(resolver, {
    operation: 'ListResolverQueryLogConfigs',
    items: 'ResolverQueryLogConfigs',
    filter: { Name: 'Id', Values: ids },
  });
  return associations.flatMap(({ ResolverQueryLogConfigId: id, Error: error }) => {
    if (!id) return [];
    // One that another account shares may not be listed.
    const { DestinationArn: destination = id } = configs.find((one) => one.Id === id) ?? {};
    return [{ id, destination, ...(error && error !== 'NONE' && { error }) }];
  });
}

interface List {
  readonly operation: string;
  /** The member of the answer that has them. */
  readonly items: string;
  readonly filter: object;
}

async function all<T>(
  call: InstanceClients['resolver'],
  { operation, items, filter }: List,
): Promise<readonly T[]> {
  const found: T[] = [];
  let NextToken: unknown;
  do {
    const answer = call(operation, { Filters: [filter], ...(NextToken ? { NextToken } : {}) });
    const page = await asked(`route53resolver:${operation}`, answer);
    found.push(...((page[items] ?? []) as readonly T[]));
    ({ NextToken } = page);
  } while (NextToken);
  return found;
}
