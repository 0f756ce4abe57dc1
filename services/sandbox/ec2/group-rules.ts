import { Refusal } from '../core/service';
import { tagsOutput } from './describe';
import type { NewRule } from './groups';
import { arnOf, type GroupRule, type RulePeer, type SecurityGroup } from './state';

export function peerText(peer: RulePeer): string {
  if (peer.kind === 'group') return peer.groupId;
  return peer.kind === 'prefix-list' ? peer.prefixListId : peer.cidr;
}

/** The rule of the group that says the same, whatever its description. */
export function sameRule(group: SecurityGroup, wanted: NewRule): GroupRule | undefined {
  return [...group.rules.values()].find(
    (rule) =>
      rule.isEgress === wanted.isEgress &&
      rule.protocol === wanted.protocol &&
      rule.fromPort === wanted.fromPort &&
      rule.toPort === wanted.toPort &&
      rule.peer.kind === wanted.peer.kind &&
      peerText(rule.peer) === peerText(wanted.peer),
  );
}

/** Recorded on AWS for one with ports. */
export function duplicateRule({ peer, protocol, fromPort, toPort }: NewRule): Refusal {
  const what =
    protocol === '-1'
      ? 'ALL'
      : `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`;
  return new Refusal(
    'InvalidPermission.Duplicate',
    `the specified rule "peer: ${peerText(peer)}, ${what}, ALLOW" already exists`,
  );
}

export const noSuchRule = (): Refusal =>
  new Refusal(
    'InvalidPermission.NotFound',
    'The specified rule does not exist in this security group.',
  );

/** What Authorize and Revoke tell alike of a rule. */
function ruleParts(group: SecurityGroup, rule: GroupRule) {
  const { peer } = rule;
  return {
    SecurityGroupRuleId: rule.id,
    GroupId: group.id,
    IsEgress: rule.isEgress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort,
    ToPort: rule.toPort,
    ...(peer.kind === 'cidr4' && { CidrIpv4: peer.cidr }),
    ...(peer.kind === 'cidr6' && { CidrIpv6: peer.cidr }),
    ...(peer.kind === 'prefix-list' && { PrefixListId: peer.prefixListId }),
    ...(rule.description !== undefined && { Description: rule.description }),
  };
}

export function ruleOutput(group: SecurityGroup, rule: GroupRule) {
  const { peer } = rule;
  return {
    ...ruleParts(group, rule),
    GroupOwnerId: group.accountId,
    ...(peer.kind === 'group' && {
      ReferencedGroupInfo: { GroupId: peer.groupId, UserId: peer.accountId },
    }),
    SecurityGroupRuleArn: arnOf(group, 'security-group-rule', rule.id),
    Tags: tagsOutput(rule.tags),
  };
}

/** The group is named by its id alone. Recorded on AWS. */
export function revokedOutput(group: SecurityGroup, rule: GroupRule) {
  const { peer } = rule;
  return {
    ...ruleParts(group, rule),
    ...(peer.kind === 'group' && { ReferencedGroupId: peer.groupId }),
  };
}

/** The rules of one direction as DescribeSecurityGroups has them: one entry for each protocol and ports. */
export function permissionsOutput({ rules }: SecurityGroup, isEgress: boolean) {
  const groups = new Map<string, GroupRule[]>();
  for (const rule of rules.values()) {
    if (rule.isEgress !== isEgress) continue;
    const key = `${rule.protocol}/${rule.fromPort}/${rule.toPort}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].map(permissionOutput);
}

function permissionOutput(rules: readonly GroupRule[]) {
  const [first] = rules;
  const all = first?.protocol === '-1';
  const of = <T>(outputOf: (peer: RulePeer) => T | undefined) =>
    rules.flatMap(({ peer, description }) => {
      const found = outputOf(peer);
      return found
        ? [{ ...found, ...(description !== undefined && { Description: description }) }]
        : [];
    });
  return {
    IpProtocol: first?.protocol,
    ...(!all && { FromPort: first?.fromPort, ToPort: first?.toPort }),
    UserIdGroupPairs: of((peer) =>
      peer.kind === 'group' ? { UserId: peer.accountId, GroupId: peer.groupId } : undefined,
    ),
    IpRanges: of((peer) => (peer.kind === 'cidr4' ? { CidrIp: peer.cidr } : undefined)),
    Ipv6Ranges: of((peer) => (peer.kind === 'cidr6' ? { CidrIpv6: peer.cidr } : undefined)),
    PrefixListIds: of((peer) =>
      peer.kind === 'prefix-list' ? { PrefixListId: peer.prefixListId } : undefined,
    ),
  };
}
