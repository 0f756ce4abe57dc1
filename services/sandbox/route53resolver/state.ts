import { randomBytes } from 'node:crypto';
import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';
import type { World } from '../core/service';

/** A configuration of query logging and the VPC that is associated with it. */
export interface QueryLogging extends Place {
  readonly configId: string;
  readonly associationId: string;
  readonly vpcId: string;
  readonly destinationArn: string;
  readonly at: Date;
}

export const queryLoggings = perWorld((): QueryLogging[] => []);

/** As CreateResolverQueryLogConfig and AssociateResolverQueryLogConfig. Nothing is logged by itself. */
export function logQueries(
  world: World,
  wanted: Place & Pick<QueryLogging, 'destinationArn' | 'vpcId'>,
): QueryLogging {
  const id = () => randomBytes(8).toString('hex');
  const made = {
    ...wanted,
    configId: `rqlc-${id()}`,
    associationId: `rqlca-${id()}`,
    at: world.now(),
  };
  queryLoggings(world).push(made);
  return made;
}
