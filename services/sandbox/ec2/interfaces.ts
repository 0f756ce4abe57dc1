import { randomBytes } from 'node:crypto';
import type { World } from '../core/service';
import { nextAddress } from './network';
import { ec2Of, type NetworkInterface, newId, type Subnet } from './state';

export interface NewInterface {
  readonly groupIds: readonly string[];
  readonly description?: string;
  readonly privateIp?: string | undefined;
  readonly publicIp?: string | undefined;
  readonly attachment?: NetworkInterface['attachment'];
}

export function createInterface(
  world: World,
  subnet: Subnet,
  { groupIds, description = '', privateIp, publicIp, attachment }: NewInterface,
): NetworkInterface {
  const id = newId('eni');
  const made: NetworkInterface = {
    id,
    accountId: subnet.accountId,
    region: subnet.region,
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    description,
    privateIp: privateIp ?? nextAddress(subnet),
    macAddress: `0e:${randomBytes(5).toString('hex').match(/../g)?.join(':')}`,
    publicIp,
    groupIds,
    sourceDestCheck: true,
    attachment,
    tags: new Map(),
  };
  ec2Of(world).interfaces.set(id, made);
  return made;
}
