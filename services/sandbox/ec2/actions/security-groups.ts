import { optionalText } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { type Call, Refusal } from '../../core/service';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { type Filterable, filtered, listed, pageOf, tagsOutput } from '../describe';
import { findGroup, findVpc, requiredText } from '../find';
import { peerText, permissionsOutput, ruleOutput } from '../group-rules';
import { createGroup } from '../groups';
import { defaultVpc } from '../network';
import { recordedParameters } from '../record';
import { refuse } from '../refusals';
import { arnOf, ec2Of, type GroupRule, type SecurityGroup } from '../state';

export const createSecurityGroup = ec2Action({
  resource: (call) => [
    arnOf(call, 'security-group', '*'),
    ...(call.input.VpcId === undefined ? [] : [arnOf(call, 'vpc', String(call.input.VpcId))]),
  ],
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const name = requiredText(input, 'GroupName');
    const description = requiredText(input, 'Description');
    const wanted = optionalText(input, 'VpcId');
    const vpc = wanted === undefined ? defaultVpc(world, call) : findVpc(world, call, wanted);
    if (name.startsWith('sg-')) {
      throw refuse.invalidValue(
        `invalid value for parameter groupName ${name}. Group names may not be in the format sg-*.`,
      );
    }
    const taken = [...ec2Of(world).groups.values()].some(
      (one) => one.vpcId === vpc.id && one.name === name,
    );
    if (taken) {
      throw new Refusal(
        'InvalidGroup.Duplicate',
        `The security group '${name}' already exists for VPC '${vpc.id}'`,
      );
    }
    const tags = tagsFor(call, 'security-group');
    const made = createGroup(world, { accountId, region, vpcId: vpc.id, name, description, tags });
    return {
      GroupId: made.id,
      Tags: tagsOutput(made.tags),
      SecurityGroupArn: arnOf(made, 'security-group', made.id),
    };
  },
  made: (call, { GroupId }) => [arnOf(call, 'security-group', String(GroupId))],
  parameters: (call) => {
    const { description, ...rest } = recordedParameters(call);
    return { ...rest, groupDescription: description };
  },
});

const groupArn = (call: Call): string => arnOf(call, 'security-group', String(call.input.GroupId));

/** Not while an interface has it, or a rule of another group names it. Recorded on AWS for the second. */
export const deleteSecurityGroup = ec2Action({
  resource: groupArn,
  handle: (call, world) => {
    const { groups, interfaces } = ec2Of(world);
    const group = findGroup(world, call, requiredText(call.input, 'GroupId'));
    if (group.name === 'default') {
      throw new Refusal(
        'CannotDelete',
        `the specified group: "${group.id}" name: "default" cannot be deleted by a user`,
      );
    }
    const isUsed = [...interfaces.values()].some(({ groupIds }) => groupIds.includes(group.id));
    const isNamed = [...groups.values()].some(
      (other) => other !== group && [...other.rules.values()].some((rule) => names(rule, group)),
    );
    if (isUsed || isNamed) throw refuse.dependency(`resource ${group.id} has a dependent object`);
    groups.delete(group.id);
    return { Return: true, GroupId: group.id };
  },
});

const names = ({ peer }: GroupRule, group: SecurityGroup): boolean =>
  peer.kind === 'group' && peer.groupId === group.id;

const groupFilters: Filterable<SecurityGroup> = {
  'group-id': ({ id }) => [id],
  'group-name': ({ name }) => [name],
  description: ({ description }) => [description],
  'vpc-id': ({ vpcId }) => [vpcId],
  'owner-id': ({ accountId }) => [accountId],
  'ip-permission.cidr': ({ rules }) => cidrs(rules.values(), false),
  'egress.ip-permission.cidr': ({ rules }) => cidrs(rules.values(), true),
  'ip-permission.group-id': ({ rules }) =>
    [...rules.values()].flatMap(({ peer, isEgress }) =>
      peer.kind === 'group' && !isEgress ? [peer.groupId] : [],
    ),
};

const cidrs = (rules: Iterable<GroupRule>, egress: boolean): readonly string[] =>
  [...rules].filter(({ isEgress }) => isEgress === egress).map(({ peer }) => peerText(peer));

export const describeSecurityGroups = ec2Action({
  sets: ['securityGroupSet', 'securityGroupIdSet', 'filterSet'],
  handle: (call, world) => {
    const groups = ownOf(call, ec2Of(world).groups);
    if (groups.length === 0) defaultVpc(world, call);
    const { items, NextToken } = listed(world, call, {
      kind: 'group',
      ids: 'GroupIds',
      all: ownOf(call, ec2Of(world).groups),
      filters: groupFilters,
      isMalformed: (id) => /^sg-0+$/.test(id),
    });
    return { SecurityGroups: items.map(groupOutput), NextToken };
  },
});

function groupOutput(group: SecurityGroup) {
  return {
    GroupId: group.id,
    GroupName: group.name,
    Description: group.description,
    OwnerId: group.accountId,
    VpcId: group.vpcId,
    SecurityGroupArn: arnOf(group, 'security-group', group.id),
    IpPermissions: permissionsOutput(group, false),
    IpPermissionsEgress: permissionsOutput(group, true),
    Tags: tagsOutput(group.tags),
  };
}

type Listed = GroupRule & { readonly group: SecurityGroup };

const ruleFilters: Filterable<Listed> = {
  'group-id': ({ group }) => [group.id],
  'security-group-rule-id': ({ id }) => [id],
};

export const describeSecurityGroupRules = ec2Action({
  handle: (call, world) => {
    const rules = ownOf(call, ec2Of(world).groups).flatMap((group) =>
      [...group.rules.values()].map((rule): Listed => ({ ...rule, group })),
    );
    const { items, NextToken } = pageOf(call, filtered(world, call, rules, ruleFilters));
    return { SecurityGroupRules: items.map((one) => ruleOutput(one.group, one)), NextToken };
  },
});
