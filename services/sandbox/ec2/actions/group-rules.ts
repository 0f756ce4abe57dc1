import { inputs, optionalText, texts } from '../../core/input';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { tagsFor } from '../conditions';
import { findGroup, requiredText } from '../find';
import { duplicateRule, noSuchRule, revokedOutput, ruleOutput, sameRule } from '../group-rules';
import { addRule } from '../groups';
import { itemsOf, recordedParameters } from '../record';
import { rulesOfInput } from '../rule-input';
import { arnOf, ec2Of, type GroupRule, type SecurityGroup } from '../state';

const common = {
  resource: (call: Call) => arnOf(call, 'security-group', String(call.input.GroupId)),
  parameters: recordedRules,
};

/** Each list of a permission is in the record, empty ones too. [R] */
function recordedRules(call: Call) {
  const { ipPermissions: _permissions, ...rest } = recordedParameters(call);
  const written = inputs(call.input, 'IpPermissions');
  if (written.length === 0) return rest;
  const items = written.map((one) => ({
    ipProtocol: one.IpProtocol,
    ...(one.FromPort !== undefined && { fromPort: Number(one.FromPort) }),
    ...(one.ToPort !== undefined && { toPort: Number(one.ToPort) }),
    groups: itemsOf(inputs(one, 'UserIdGroupPairs').map(lowered)),
    ipRanges: itemsOf(inputs(one, 'IpRanges').map(lowered)),
    ipv6Ranges: itemsOf(inputs(one, 'Ipv6Ranges').map(lowered)),
    prefixListIds: itemsOf(inputs(one, 'PrefixListIds').map(lowered)),
  }));
  return { ...rest, ipPermissions: { items } };
}

const lowered = (one: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(one).map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), value]),
  );

const authorize = (isEgress: boolean) =>
  ec2Action({
    ...common,
    handle: (call, world) => {
      const group = groupOfCall(call, world);
      const wanted = rulesOfInput(world, call, group, isEgress);
      const twice = wanted.find((rule) => sameRule(group, rule));
      if (twice) throw duplicateRule(twice);
      const tags = tagsFor(call, 'security-group-rule');
      const added = wanted.map((rule) => addRule(group, { ...rule, tags }));
      return { Return: true, SecurityGroupRules: added.map((rule) => ruleOutput(group, rule)) };
    },
  });

const revoke = (isEgress: boolean) =>
  ec2Action({
    ...common,
    handle: (call, world) => {
      const group = groupOfCall(call, world);
      const revoked = namedRules(call, world, group, isEgress);
      for (const { id } of revoked) group.rules.delete(id);
      return {
        Return: true,
        RevokedSecurityGroupRules: revoked.map((rule) => revokedOutput(group, rule)),
      };
    },
  });

/** The rules are found by what they say, and told otherwise from then on. Recorded on AWS where there is none. */
const redescribe = (isEgress: boolean) =>
  ec2Action({
    ...common,
    handle: (call, world) => {
      const group = groupOfCall(call, world);
      for (const wanted of rulesOfInput(world, call, group, isEgress)) {
        const found = sameRule(group, wanted);
        if (found === undefined) throw noSuchRule();
        group.rules.set(found.id, { ...found, description: wanted.description });
      }
      return { Return: true };
    },
  });

export const updateSecurityGroupRuleDescriptionsIngress = redescribe(false);
export const updateSecurityGroupRuleDescriptionsEgress = redescribe(true);
export const authorizeSecurityGroupIngress = authorize(false);
export const authorizeSecurityGroupEgress = authorize(true);
export const revokeSecurityGroupIngress = revoke(false);
export const revokeSecurityGroupEgress = revoke(true);

function groupOfCall(call: Call, world: World): SecurityGroup {
  const { input } = call;
  const name = optionalText(input, 'GroupName');
  const byName =
    input.GroupId === undefined && name !== undefined
      ? [...ec2Of(world).groups.values()].find(
          (one) =>
            one.name === name && one.accountId === call.accountId && one.region === call.region,
        )
      : undefined;
  return byName ?? findGroup(world, call, requiredText(input, 'GroupId'));
}

/** By their ids or by what they say; all of them are there, or the call is refused. Recorded on AWS. */
function namedRules(
  call: Call,
  world: World,
  group: SecurityGroup,
  isEgress: boolean,
): readonly GroupRule[] {
  const ids = texts(call.input, 'SecurityGroupRuleIds');
  if (ids.length > 0) {
    return ids.map((id) => {
      const found = group.rules.get(id);
      if (found?.isEgress === isEgress) return found;
      throw new Refusal(
        'InvalidSecurityGroupRuleId.NotFound',
        `The security group rule ID '${id}' does not exist`,
      );
    });
  }
  return rulesOfInput(world, call, group, isEgress).map((wanted) => {
    const found = sameRule(group, wanted);
    if (found) return found;
    throw noSuchRule();
  });
}
