import { isInput } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { cidrOf, cidrText } from '../cidr';
import { tagsFor } from '../conditions';
import { type Filterable, listed, tagsOutput } from '../describe';
import { findAcl, findVpc, isTrue, numberOf, requiredText } from '../find';
import { createAcl, defaultVpc } from '../network';
import { refuse } from '../refusals';
import { type AclEntry, arnOf, ec2Of, type NetworkAcl, newId } from '../state';

export const createNetworkAcl = ec2Action({
  resource: (call) => [
    arnOf(call, 'network-acl', '*'),
    arnOf(call, 'vpc', String(call.input.VpcId)),
  ],
  handle: (call, world) => {
    const vpc = findVpc(world, call, requiredText(call.input, 'VpcId'));
    return { NetworkAcl: aclOutput(createAcl(world, vpc, { tags: tagsFor(call, 'network-acl') })) };
  },
  made: (call, { NetworkAcl }) => [
    arnOf(call, 'network-acl', (NetworkAcl as { readonly NetworkAclId: string }).NetworkAclId),
  ],
});

function aclOutput(acl: NetworkAcl) {
  const inOrder = [...acl.entries].sort(
    (one, other) =>
      Number(other.isEgress) - Number(one.isEgress) || one.ruleNumber - other.ruleNumber,
  );
  return {
    NetworkAclId: acl.id,
    VpcId: acl.vpcId,
    OwnerId: acl.accountId,
    IsDefault: acl.isDefault,
    Entries: inOrder.map(entryOutput),
    Associations: [...acl.associations].map(([NetworkAclAssociationId, SubnetId]) => ({
      NetworkAclAssociationId,
      NetworkAclId: acl.id,
      SubnetId,
    })),
    Tags: tagsOutput(acl.tags),
  };
}

const entryOutput = ({ ports, icmp, ...entry }: AclEntry) => ({
  CidrBlock: entry.cidr,
  Egress: entry.isEgress,
  Protocol: entry.protocol,
  RuleAction: entry.action,
  RuleNumber: entry.ruleNumber,
  ...(ports && { PortRange: { From: ports.from, To: ports.to } }),
  ...(icmp && { IcmpTypeCode: { Type: icmp.type, Code: icmp.code } }),
});

const aclFilters: Filterable<NetworkAcl> = {
  'network-acl-id': ({ id }) => [id],
  'vpc-id': ({ vpcId }) => [vpcId],
  default: ({ isDefault }) => [String(isDefault)],
  'association.subnet-id': ({ associations }) => [...associations.values()],
  'association.association-id': ({ associations }) => [...associations.keys()],
  'association.network-acl-id': ({ id }) => [id],
  'entry.cidr': ({ entries }) => entries.map(({ cidr }) => cidr),
  'entry.rule-number': ({ entries }) => entries.map(({ ruleNumber }) => String(ruleNumber)),
  'owner-id': ({ accountId }) => [accountId],
};

export const describeNetworkAcls = ec2Action({
  sets: ['networkAclIdSet', 'filterSet'],
  handle: (call, world) => {
    defaultVpc(world, call);
    const { items, NextToken } = listed(world, call, {
      kind: 'acl',
      ids: 'NetworkAclIds',
      all: ownOf(call, ec2Of(world).acls),
      filters: aclFilters,
    });
    return { NetworkAcls: items.map(aclOutput), NextToken };
  },
});

const onAcl = {
  resource: (call: Call) => arnOf(call, 'network-acl', String(call.input.NetworkAclId)),
};

export const createNetworkAclEntry = ec2Action({
  ...onAcl,
  handle: (call, world) => {
    const { acl, entry, index } = entryOfCall(call, world);
    if (index >= 0) {
      throw new Refusal(
        'NetworkAclEntryAlreadyExists',
        `The network acl entry identified by ${entry.ruleNumber} already exists.`,
      );
    }
    // [D] amazon-vpc-limits: 20 each way, the last one not counted.
    const there = acl.entries.filter(
      (one) => one.isEgress === entry.isEgress && one.ruleNumber < 32767,
    );
    if (there.length >= 20) {
      const message = 'The maximum number of network acl entries has been reached.';
      throw new Refusal('NetworkAclEntryLimitExceeded', message);
    }
    acl.entries.push(entry);
    return undefined;
  },
});

export const replaceNetworkAclEntry = ec2Action({
  ...onAcl,
  handle: (call, world) => {
    const { acl, entry, index } = entryOfCall(call, world);
    if (index < 0) throw noSuchEntry(entry);
    acl.entries[index] = entry;
    return undefined;
  },
});

export const deleteNetworkAclEntry = ec2Action({
  ...onAcl,
  handle: (call, world) => {
    const { acl, ...wanted } = placeOfCall(call, world);
    const index = indexOf(acl, wanted);
    if (index < 0) throw noSuchEntry(wanted);
    acl.entries.splice(index, 1);
    return undefined;
  },
});

type Placed = Pick<AclEntry, 'ruleNumber' | 'isEgress'>;

/** [R] terraform-provider-aws#12175 */
const noSuchEntry = ({ ruleNumber, isEgress }: Placed): Refusal =>
  new Refusal(
    'InvalidNetworkAclEntry.NotFound',
    `no ${isEgress ? 'egress' : 'ingress'} entry with number ${ruleNumber}`,
  );

const indexOf = ({ entries }: NetworkAcl, { ruleNumber, isEgress }: Placed): number =>
  entries.findIndex((one) => one.ruleNumber === ruleNumber && one.isEgress === isEgress);

function placeOfCall(call: Call, world: World) {
  const acl = findAcl(world, call, requiredText(call.input, 'NetworkAclId'));
  const ruleNumber = Number(requiredText(call.input, 'RuleNumber'));
  requiredText(call.input, 'Egress');
  if (!(ruleNumber >= 1 && ruleNumber <= 32766)) {
    throw refuse.invalidValue(
      `Value (${ruleNumber}) for parameter ruleNumber is invalid. Must be between 1 and 32766.`,
    );
  }
  return { acl, ruleNumber, isEgress: isTrue(call.input, 'Egress') };
}

const numbers: Readonly<Record<string, string>> = { tcp: '6', udp: '17', icmp: '1', all: '-1' };

function entryOfCall(call: Call, world: World) {
  const { acl, ruleNumber, isEgress } = placeOfCall(call, world);
  const { input } = call;
  const protocol = requiredText(input, 'Protocol');
  const written = requiredText(input, 'CidrBlock');
  const cidr = cidrOf(written);
  if (cidr === undefined) throw refuse.invalidValue(`CIDR block ${written} is malformed`);
  const action = requiredText(input, 'RuleAction');
  if (action !== 'allow' && action !== 'deny') {
    throw refuse.invalidValue(`Value (${action}) for parameter ruleAction is invalid.`);
  }
  const entry: AclEntry = {
    ruleNumber,
    isEgress,
    protocol: numbers[protocol] ?? protocol,
    action,
    cidr: cidrText(cidr),
    ports: portsOf(call),
    icmp: icmpOf(call),
  };
  if (['6', '17'].includes(entry.protocol) && entry.ports === undefined) {
    throw refuse.missingParameter('portRange');
  }
  return { acl, entry, index: indexOf(acl, entry) };
}

function portsOf({ input }: Call): AclEntry['ports'] {
  const range = input.PortRange;
  if (!isInput(range)) return undefined;
  return { from: numberOf(range, 'From') ?? 0, to: numberOf(range, 'To') ?? 65535 };
}

function icmpOf({ input }: Call): AclEntry['icmp'] {
  const written = input.IcmpTypeCode;
  if (!isInput(written)) return undefined;
  return { type: numberOf(written, 'Type') ?? -1, code: numberOf(written, 'Code') ?? -1 };
}

/** The subnet gets the other list, and its association another id. */
export const replaceNetworkAclAssociation = ec2Action({
  resource: (call, world) => {
    const subnets = [...ec2Of(world).acls.values()].flatMap(
      ({ associations }) => associations.get(String(call.input.AssociationId)) ?? [],
    );
    return [onAcl.resource(call), ...subnets.map((id) => arnOf(call, 'subnet', id))];
  },
  handle: (call, world) => {
    const wanted = findAcl(world, call, requiredText(call.input, 'NetworkAclId'));
    const associationId = requiredText(call.input, 'AssociationId');
    const before = ownOf(call, ec2Of(world).acls).find((one) =>
      one.associations.has(associationId),
    );
    const subnetId = before?.associations.get(associationId);
    if (before === undefined || subnetId === undefined) {
      throw new Refusal(
        'InvalidAssociationID.NotFound',
        `The association ID '${associationId}' does not exist`,
      );
    }
    if (before.vpcId !== wanted.vpcId) {
      throw refuse.invalidValue(
        `networkAcl ${wanted.id} and subnet ${subnetId} belong to different networks`,
      );
    }
    before.associations.delete(associationId);
    const NewAssociationId = newId('aclassoc');
    wanted.associations.set(NewAssociationId, subnetId);
    return { NewAssociationId };
  },
});

/** Not the default one, and not while a subnet has it. */
export const deleteNetworkAcl = ec2Action({
  ...onAcl,
  handle: (call, world) => {
    const acl = findAcl(world, call, requiredText(call.input, 'NetworkAclId'));
    if (acl.isDefault) {
      throw refuse.invalidValue(`cannot delete default network ACL ${acl.id}`);
    }
    if (acl.associations.size > 0) {
      throw refuse.dependency(`The networkAcl '${acl.id}' has dependencies and cannot be deleted.`);
    }
    ec2Of(world).acls.delete(acl.id);
    return undefined;
  },
});
