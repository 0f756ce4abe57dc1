import { optionalText } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { Refusal } from '../../core/service';
import { ec2Action } from '../action';
import { type Cidr, cidrOf, cidrText, overlaps, within } from '../cidr';
import { tagsFor } from '../conditions';
import { type Filterable, listed, tagsOutput } from '../describe';
import { findVpc, requiredText } from '../find';
import { defaultVpc, createSubnet as makeSubnet, createVpc as makeVpc } from '../network';
import { refuse } from '../refusals';
import { arnOf, ec2Of, type Subnet, type Vpc } from '../state';

export const createVpc = ec2Action({
  resource: (call) => arnOf(call, 'vpc', '*'),
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const cidr = readCidr(requiredText(input, 'CidrBlock'));
    if (cidr.bits < 16 || cidr.bits > 28) {
      throw new Refusal('InvalidVpc.Range', `The CIDR '${cidrText(cidr)}' is invalid.`);
    }
    const tags = tagsFor(call, 'vpc');
    const vpc = makeVpc(world, { accountId, region, cidr: cidrText(cidr), tags });
    return { Vpc: { ...vpcOutput(vpc), State: 'pending' } };
  },
  made: (call, { Vpc }) => [arnOf(call, 'vpc', (Vpc as { readonly VpcId: string }).VpcId)],
});

function readCidr(written: string): Cidr {
  const cidr = cidrOf(written);
  if (cidr) return cidr;
  throw refuse.invalidValue(
    `Value (${written}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
  );
}

const vpcOutput = (vpc: Vpc) => ({
  VpcId: vpc.id,
  OwnerId: vpc.accountId,
  CidrBlock: vpc.cidr,
  CidrBlockAssociationSet: [
    {
      AssociationId: vpc.id.replace('vpc-', 'vpc-cidr-assoc-'),
      CidrBlock: vpc.cidr,
      CidrBlockState: { State: 'associated' },
    },
  ],
  DhcpOptionsId: 'default',
  InstanceTenancy: 'default',
  IsDefault: vpc.isDefault,
  State: 'available',
  Tags: tagsOutput(vpc.tags),
});

const vpcFilters: Filterable<Vpc> = {
  'vpc-id': ({ id }) => [id],
  cidr: ({ cidr }) => [cidr],
  'cidr-block-association.cidr-block': ({ cidr }) => [cidr],
  'is-default': ({ isDefault }) => [String(isDefault)],
  isDefault: ({ isDefault }) => [String(isDefault)],
  state: () => ['available'],
  'owner-id': ({ accountId }) => [accountId],
};

export const describeVpcs = ec2Action({
  sets: ['vpcSet', 'filterSet'],
  handle: (call, world) => {
    defaultVpc(world, call);
    const { items, NextToken } = listed(world, call, {
      kind: 'vpc',
      ids: 'VpcIds',
      all: ownOf(call, ec2Of(world).vpcs),
      filters: vpcFilters,
    });
    return { Vpcs: items.map(vpcOutput), NextToken };
  },
});

export const createSubnet = ec2Action({
  resource: (call) => [arnOf(call, 'subnet', '*'), arnOf(call, 'vpc', String(call.input.VpcId))],
  handle: (call, world) => {
    const { input, region } = call;
    const vpc = findVpc(world, call, requiredText(input, 'VpcId'));
    const cidr = readCidr(requiredText(input, 'CidrBlock'));
    const outer = cidrOf(vpc.cidr);
    if (outer && !within(cidr, outer)) {
      throw new Refusal('InvalidSubnet.Range', `The CIDR '${cidrText(cidr)}' is invalid.`);
    }
    const taken = [...ec2Of(world).subnets.values()].some((one) => {
      const other = cidrOf(one.cidr);
      return one.vpcId === vpc.id && other !== undefined && overlaps(cidr, other);
    });
    if (taken) {
      throw new Refusal(
        'InvalidSubnet.Conflict',
        `The CIDR '${cidrText(cidr)}' conflicts with another subnet`,
      );
    }
    const availabilityZone = optionalText(input, 'AvailabilityZone');
    if (availabilityZone !== undefined && !availabilityZone.startsWith(region)) {
      throw refuse.invalidValue(
        `Value (${availabilityZone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${region}a, ${region}b, ${region}c.`,
      );
    }
    const tags = tagsFor(call, 'subnet');
    const subnet = makeSubnet(world, vpc, { cidr: cidrText(cidr), availabilityZone, tags });
    return { Subnet: subnetOutput(subnet) };
  },
  made: (call, { Subnet }) => [
    arnOf(call, 'subnet', (Subnet as { readonly SubnetId: string }).SubnetId),
  ],
});

const subnetOutput = (subnet: Subnet) => ({
  SubnetId: subnet.id,
  SubnetArn: arnOf(subnet, 'subnet', subnet.id),
  VpcId: subnet.vpcId,
  OwnerId: subnet.accountId,
  CidrBlock: subnet.cidr,
  AvailabilityZone: subnet.availabilityZone,
  AvailableIpAddressCount: 2 ** (32 - Number(subnet.cidr.split('/')[1])) - 2 - subnet.lastHost,
  DefaultForAz: subnet.isDefault,
  MapPublicIpOnLaunch: subnet.mapPublicIp,
  AssignIpv6AddressOnCreation: false,
  Ipv6CidrBlockAssociationSet: [],
  State: 'available',
  Tags: tagsOutput(subnet.tags),
});

const subnetFilters: Filterable<Subnet> = {
  'subnet-id': ({ id }) => [id],
  'vpc-id': ({ vpcId }) => [vpcId],
  'cidr-block': ({ cidr }) => [cidr],
  'availability-zone': ({ availabilityZone }) => [availabilityZone],
  'default-for-az': ({ isDefault }) => [String(isDefault)],
  'map-public-ip-on-launch': ({ mapPublicIp }) => [String(mapPublicIp)],
  state: () => ['available'],
  'owner-id': ({ accountId }) => [accountId],
};

export const describeSubnets = ec2Action({
  sets: ['subnetSet', 'filterSet'],
  handle: (call, world) => {
    defaultVpc(world, call);
    const { items, NextToken } = listed(world, call, {
      kind: 'subnet',
      ids: 'SubnetIds',
      all: ownOf(call, ec2Of(world).subnets),
      filters: subnetFilters,
    });
    return { Subnets: items.map(subnetOutput), NextToken };
  },
});
