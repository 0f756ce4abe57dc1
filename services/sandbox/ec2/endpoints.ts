import type { World } from '../core/service';
import { createInterface } from './interfaces';
import { ec2Of, newId, type Vpc, type VpcEndpoint } from './state';

export interface NewEndpoint {
  readonly serviceName: string;
  readonly type: string;
  readonly policy?: string | undefined;
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly routeTableIds: readonly string[];
  readonly privateDns: boolean;
  readonly tags?: ReadonlyMap<string, string>;
}

/** What an endpoint allows that is made without a policy. */
export const OPEN_POLICY = JSON.stringify({
  Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }],
});

/** One for interfaces gets one in each of its subnets. */
export function createEndpoint(
  world: World,
  { accountId, region, id: vpcId }: Vpc,
  { policy = OPEN_POLICY, tags, ...wanted }: NewEndpoint,
): VpcEndpoint {
  const { endpoints, subnets, groups } = ec2Of(world);
  const standard = [...groups.values()].find(
    (one) => one.vpcId === vpcId && one.name === 'default',
  );
  const ofInterfaces = wanted.type === 'Interface';
  const groupIds =
    wanted.groupIds.length > 0 || !ofInterfaces ? wanted.groupIds : [standard?.id ?? ''];
  const id = newId('vpce');
  const interfaceIds = wanted.subnetIds.flatMap((subnetId) => {
    const subnet = subnets.get(subnetId);
    if (subnet === undefined || !ofInterfaces) return [];
    const description = `VPC Endpoint Interface ${id}`;
    return [createInterface(world, subnet, { groupIds, description }).id];
  });
  const endpoint: VpcEndpoint = {
    ...wanted,
    id,
    accountId,
    region,
    vpcId,
    policy,
    groupIds,
    interfaceIds,
    createdAt: world.now(),
    tags: new Map(tags),
  };
  endpoints.set(id, endpoint);
  return endpoint;
}

export function deleteEndpoint(world: World, { id, interfaceIds }: VpcEndpoint): void {
  const { endpoints, interfaces } = ec2Of(world);
  endpoints.delete(id);
  for (const one of interfaceIds) interfaces.delete(one);
}
