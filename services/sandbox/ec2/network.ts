import { randomBytes } from 'node:crypto';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import { cidrOf, ipText } from './cidr';
import {
  type AclEntry,
  ec2Of,
  type GroupRule,
  type NetworkAcl,
  newId,
  type RouteTable,
  type SecurityGroup,
  type Subnet,
  type Vpc,
} from './state';

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
  const table = { id, accountId, region, vpcId, isMain, associations, tags: new Map(tags) };
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

interface NewGroup extends Place {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly tags?: ReadonlyMap<string, string>;
}

/** It lets out everything. Recorded on AWS. */
export function createGroup(world: World, wanted: NewGroup): SecurityGroup {
  const { accountId, region, vpcId, name, description, tags = new Map() } = wanted;
  const id = newId('sg');
  const group: SecurityGroup = {
    id,
    accountId,
    region,
    vpcId,
    name,
    description,
    rules: new Map(),
    tags: new Map(tags),
  };
  addRule(group, {
    isEgress: true,
    protocol: '-1',
    fromPort: -1,
    toPort: -1,
    peer: { kind: 'cidr4', cidr: '0.0.0.0/0' },
  });
  ec2Of(world).groups.set(id, group);
  return group;
}

export type NewRule = Omit<GroupRule, 'id' | 'tags' | 'description'> & {
  readonly description?: string | undefined;
  readonly tags?: ReadonlyMap<string, string>;
};

export function addRule(group: SecurityGroup, { description, tags, ...rule }: NewRule): GroupRule {
  const added = { ...rule, id: newId('sgr'), description, tags: new Map(tags) };
  group.rules.set(added.id, added);
  return added;
}

/** The last entry of each direction, which cannot be taken away. */
const LAST = 32767;

const all = (ruleNumber: number, action: AclEntry['action'], isEgress: boolean): AclEntry => ({
  ruleNumber,
  isEgress,
  protocol: '-1',
  action,
  cidr: '0.0.0.0/0',
  ports: undefined,
  icmp: undefined,
});

interface NewAcl {
  readonly isDefault?: boolean;
  readonly tags?: ReadonlyMap<string, string>;
}

/** One that was made denies all; the default one of a VPC allows all. Recorded on AWS. */
export function createAcl(
  world: World,
  { accountId, region, id: vpcId }: Vpc,
  { isDefault = false, tags = new Map() }: NewAcl,
): NetworkAcl {
  const id = newId('acl');
  const entries = [true, false].flatMap((egress) => [
    ...(isDefault ? [all(100, 'allow', egress)] : []),
    all(LAST, 'deny', egress),
  ]);
  const associations = new Map<string, string>();
  const acl = { id, accountId, region, vpcId, isDefault, entries, associations };
  const made: NetworkAcl = { ...acl, tags: new Map(tags) };
  ec2Of(world).acls.set(id, made);
  return made;
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

/** An address of the network kept for measurements [RFC 2544], which is nobody's on the Internet. */
export function publicAddress(): string {
  const [second = 0, third = 0, fourth = 0] = randomBytes(3);
  return `198.${18 + (second % 2)}.${third}.${1 + (fourth % 254)}`;
}
