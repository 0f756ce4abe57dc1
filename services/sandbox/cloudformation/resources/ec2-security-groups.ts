import { sameRule } from '../../ec2/group-rules';
import { addRule, createGroup } from '../../ec2/groups';
import { defaultVpc } from '../../ec2/network';
import type { RulePeer, SecurityGroup } from '../../ec2/state';
import { type Creation, physicalName, type Removal, type ResourceType } from '../resource-type';
import {
  objects,
  optionalNumber,
  optionalText,
  requiredText,
  tagMap,
  type Values,
} from '../template';
import { ec2For, foundIn } from './ec2-found';

/** Written rules take the place of what a group is born with: any egress rule, that of the default one. */
export const ec2SecurityGroup: ResourceType = {
  type: 'AWS::EC2::SecurityGroup',
  properties: [
    'GroupDescription',
    'GroupName',
    'SecurityGroupEgress',
    'SecurityGroupIngress',
    'Tags',
    'VpcId',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const { world, accountId, region } = deployment;
    const wanted = optionalText(properties, 'VpcId');
    const vpc =
      wanted === undefined
        ? defaultVpc(world, deployment)
        : foundIn(ec2For(creation).vpcs, 'vpc', wanted);
    const group = createGroup(world, {
      accountId,
      region,
      vpcId: vpc.id,
      name: physicalName(creation, 'GroupName', 255),
      description: requiredText(properties, 'GroupDescription'),
      tags: tagMap(properties),
    });
    const egress = objects(properties, 'SecurityGroupEgress');
    if (egress.length > 0) group.rules.clear();
    for (const rule of egress) addRule(group, ruleOf(creation, rule, true));
    for (const rule of objects(properties, 'SecurityGroupIngress')) {
      addRule(group, ruleOf(creation, rule, false));
    }
    return {
      physicalId: group.id,
      attributes: { GroupId: group.id, Id: group.id, VpcId: vpc.id },
    };
  },
  remove: (removal) => {
    ec2For(removal).groups.delete(removal.physicalId);
  },
};

function ruleOf(creation: Creation, written: Values, isEgress: boolean) {
  const protocol = requiredText(written, 'IpProtocol');
  const all = protocol === '-1';
  const from = optionalNumber(written, 'FromPort');
  return {
    isEgress,
    protocol,
    fromPort: all ? -1 : (from ?? -1),
    toPort: all ? -1 : (optionalNumber(written, 'ToPort') ?? from ?? -1),
    peer: peerOf(creation, written, isEgress),
    description: optionalText(written, 'Description'),
  };
}

function peerOf({ deployment }: Creation, written: Values, isEgress: boolean): RulePeer {
  const side = isEgress ? 'Destination' : 'Source';
  const cidr6 = optionalText(written, 'CidrIpv6');
  if (cidr6 !== undefined) return { kind: 'cidr6', cidr: cidr6 };
  const list = optionalText(written, `${side}PrefixListId`);
  if (list !== undefined) return { kind: 'prefix-list', prefixListId: list };
  const groupId = optionalText(written, `${side}SecurityGroupId`);
  if (groupId !== undefined) {
    return { kind: 'group', groupId, accountId: deployment.accountId };
  }
  return { kind: 'cidr4', cidr: requiredText(written, 'CidrIp') };
}

const groupOf = (creation: Creation): SecurityGroup =>
  foundIn(ec2For(creation).groups, 'group', requiredText(creation.properties, 'GroupId'));

/** One rule of a group as a resource of its own. */
const groupRule = (side: 'Source' | 'Destination', direction: string): ResourceType => {
  const isEgress = side === 'Destination';
  return {
    type: `AWS::EC2::SecurityGroup${direction}`,
    properties: [
      'CidrIp',
      'CidrIpv6',
      'Description',
      'FromPort',
      'GroupId',
      'IpProtocol',
      'ToPort',
      `${side}PrefixListId`,
      `${side}SecurityGroupId`,
    ],
    create: (creation) => {
      const rule = addRule(groupOf(creation), ruleOf(creation, creation.properties, isEgress));
      return { physicalId: rule.id, attributes: { Id: rule.id } };
    },
    remove: (removal: Removal) => {
      const group = ec2For(removal).groups.get(requiredText(removal.properties, 'GroupId'));
      const rule = group && sameRule(group, ruleOf(removal, removal.properties, isEgress));
      if (rule) group?.rules.delete(rule.id);
    },
  };
};

export const ec2SecurityGroupIngress = groupRule('Source', 'Ingress');
export const ec2SecurityGroupEgress = groupRule('Destination', 'Egress');
