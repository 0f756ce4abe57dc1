import { ownOf } from '../../core/own-of';
import { type Call, Refusal } from '../../core/service';
import { createAcl } from '../acls';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, listed, tagsOutput } from '../describe';
import { findAcl, findVpc, requiredText } from '../find';
import { defaultVpc } from '../network';
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
