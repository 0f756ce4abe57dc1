import { randomBytes } from 'node:crypto';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { createAcl } from './acls';
import { cidrOf, ipText } from './cidr';
import { addRule, createGroup } from './groups';
import { ec2Of, newId, type RouteTable, type Subnet, type Vpc } from './state';

interface NewVpc extends Place {
  readonly cidr: string;
  readonly isDefault?: boolean;
  readonly tags?: ReadonlyMap<string, string>;
}

/** With what every VPC is born with: a group that lets in itself, a list that allows all, a main route table. */
export function createVpc(world: World, wanted: NewVpc): Vpc {
  const { accountId, region, cidr, isDefault = false, tags = new Map() } = wanted;
  const id = newId('vpc');
  const vpc: Vpc = { id, accountId, region, cidr, isDefault, tags: new Map(tags) };
  const ec2 = ec2Of(world);
  ec2.vpcs.set(id, vpc);
  const group = createGroup(world, {
    accountId,
    region,
    vpcId: id,
    name: 'default',
    description: 'default VPC security group',
  });
  addRule(group, {
    isEgress: false,
    protocol: '-1',
    fromPort: -1,
    toPort: -1,
    peer: { kind: 'group', groupId: group.id, accountId },
  });
  createAcl(world, vpc, { isDefault: true });
  createRouteTable(world, vpc, { isMain: true });
  return vpc;
}

/** Only written down: what is routed is not looked at. */
export function createRouteTable(
  world: World,
  { accountId, region, id: vpcId }: Vpc,
  {
    isMain = false,
    tags,
  }: { readonly isMain?: boolean; readonly tags?: ReadonlyMap<string, string> },
): RouteTable {
  const id = newId('rtb');
  const associations = new Map<string, string>();
  const kept = { associations, routes: [], tags: new Map(tags) };
  const table = { id, accountId, region, vpcId, isMain, ...kept };
  ec2Of(world).routeTables.set(id, table);
  return table;
}

/** With what it was born with. */
export function deleteVpc(world: World, vpcId: string): void {
  const { vpcs, groups, acls, routeTables } = ec2Of(world);
  vpcs.delete(vpcId);
  for (const all of [groups, acls, routeTables] as const) {
    for (const one of [...all.values()]) if (one.vpcId === vpcId) all.delete(one.id);
  }
}

interface NewSubnet {
  readonly cidr: string;
  readonly availabilityZone?: string | undefined;
  readonly isDefault?: boolean;
  readonly mapPublicIp?: boolean;
  readonly tags?: ReadonlyMap<string, string>;
}

/** It is associated with the default list of its VPC. */
export function createSubnet(
  world: World,
  { accountId, region, id: vpcId }: Vpc,
  wanted: NewSubnet,
): Subnet {
  const { cidr, availabilityZone = `${region}a`, isDefault = false, tags = new Map() } = wanted;
  const id = newId('subnet');
  const subnet: Subnet = {
    id,
    accountId,
    region,
    vpcId,
    cidr,
    availabilityZone,
    isDefault,
    mapPublicIp: wanted.mapPublicIp ?? isDefault,
    lastHost: 3,
    tags: new Map(tags),
  };
  const { subnets, acls } = ec2Of(world);
  subnets.set(id, subnet);
  const acl = [...acls.values()].find((one) => one.vpcId === vpcId && one.isDefault);
  acl?.associations.set(newId('aclassoc'), id);
  return subnet;
}

/** The account's default VPC of the Region, made when it is first asked for. */
export function defaultVpc(world: World, { accountId, region }: Place): Vpc {
  const known = [...ec2Of(world).vpcs.values()].find(
    (vpc) => vpc.isDefault && vpc.accountId === accountId && vpc.region === region,
  );
  if (known) return known;
  const vpc = createVpc(world, { accountId, region, cidr: '172.31.0.0/16', isDefault: true });
  for (const [index, zone] of ['a', 'b', 'c'].entries()) {
    createSubnet(world, vpc, {
      cidr: `172.31.${index * 16}.0/20`,
      availabilityZone: `${region}${zone}`,
      isDefault: true,
    });
  }
  return vpc;
}

/** The next free address of a subnet. */
export function nextAddress(subnet: Subnet): string {
  const network = cidrOf(subnet.cidr);
  subnet.lastHost += 1;
  return ipText((network?.base ?? 0) + subnet.lastHost);
}

/** An address of the network kept for measurements [RFC 2544], which is no one's on the Internet. */
export function publicAddress(): string {
  const [second = 0, third = 0, fourth = 0] = randomBytes(3);
  return `198.${18 + (second % 2)}.${third}.${1 + (fourth % 254)}`;
}
