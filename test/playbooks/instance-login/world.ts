import { canonicalText } from '../../../shared/domain/canonical-text';
import type {
  AclEntry,
  ContainmentStep,
  IpPermission,
  MachineState,
  SecurityGroup,
} from '../../../shared/domain/containment';

/** An AWS of one machine: what the steps do there, by the API's documentation and the recorded answers. */
export interface World {
  readonly machine: MachineState;
  /** Of the Auto Scaling group. */
  readonly desired: number;
  readonly made: number;
}

const ALL: IpPermission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

const isAt = (entry: AclEntry, other: Pick<AclEntry, 'RuleNumber' | 'Egress'>): boolean =>
  entry.RuleNumber === other.RuleNumber && entry.Egress === other.Egress;

/** AWS says whose a group is. */
const asListed = (some: readonly IpPermission[]): readonly IpPermission[] =>
  some.map(({ UserIdGroupPairs: pairs, ...one }) => ({
    ...one,
    ...(pairs && { UserIdGroupPairs: pairs.map((pair) => ({ UserId: '111122223333', ...pair })) }),
  }));

const without = (some: readonly IpPermission[], others: readonly IpPermission[]) =>
  some.filter((one) => !others.some((other) => canonicalText(one) === canonicalText(other)));

/** One step done. Throws where AWS would refuse. */
export function take(world: World, step: ContainmentStep): World {
  const { machine } = world;
  const set = (different: Partial<MachineState>): World => ({
    ...world,
    machine: { ...machine, ...different },
  });
  const inGroup = (id: string, change: (group: SecurityGroup) => Partial<SecurityGroup>): World => {
    if (!machine.groups.some((one) => one.id === id)) throw new Error('InvalidGroup.NotFound');
    return set({
      groups: machine.groups.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
    });
  };
  const inAcl = (
    id: string,
    change: (entries: readonly AclEntry[]) => readonly AclEntry[],
  ): World =>
    set({
      acls: machine.acls.map((one) => (one.id === id ? { id, entries: change(one.entries) } : one)),
    });
  switch (step.call) {
    case 'ec2:CreateNetworkAclEntry': {
      const { NetworkAclId, ...entry } = step.input;
      return inAcl(NetworkAclId, (entries) => {
        if (entries.some((one) => isAt(one, entry)))
          throw new Error('NetworkAclEntryAlreadyExists');
        return [...entries, entry];
      });
    }
    case 'ec2:DeleteNetworkAclEntry':
      return inAcl(step.input.NetworkAclId, (entries) =>
        entries.filter((one) => !isAt(one, step.input)),
      );
    case 'ec2:CreateSecurityGroup': {
      const { GroupName: name, Description: description, TagSpecifications } = step.input;
      if (machine.groups.some((one) => one.name === name))
        throw new Error('InvalidGroup.Duplicate');
      const madeFor = TagSpecifications[0]?.Tags[0]?.Value ?? '';
      const group = {
        id: `sg-new${world.made}`,
        name,
        description,
        ingress: [],
        egress: [ALL],
        madeFor,
      };
      return { ...set({ groups: [...machine.groups, group] }), made: world.made + 1 };
    }
    case 'ec2:AuthorizeSecurityGroupIngress':
      return inGroup(step.input.GroupId, ({ ingress }) => ({
        ingress: [...ingress, ...asListed(step.input.IpPermissions)],
      }));
    case 'ec2:AuthorizeSecurityGroupEgress':
      return inGroup(step.input.GroupId, ({ egress }) => ({
        egress: [...egress, ...asListed(step.input.IpPermissions)],
      }));
    case 'ec2:RevokeSecurityGroupIngress':
      return inGroup(step.input.GroupId, ({ ingress }) => ({
        ingress: without(ingress, step.input.IpPermissions),
      }));
    case 'ec2:RevokeSecurityGroupEgress':
      return inGroup(step.input.GroupId, ({ egress }) => ({
        egress: without(egress, step.input.IpPermissions),
      }));
    case 'ec2:DeleteSecurityGroup': {
      const { GroupId } = step.input;
      if (machine.interfaces.some(({ groups }) => groups.includes(GroupId)))
        throw new Error('DependencyViolation');
      return set({ groups: machine.groups.filter(({ id }) => id !== GroupId) });
    }
    case 'ec2:ModifyNetworkInterfaceAttribute': {
      const { NetworkInterfaceId, Groups } = step.input;
      if (Groups.some((id) => !machine.groups.some((one) => one.id === id)))
        throw new Error('InvalidGroup.NotFound');
      return set({
        interfaces: machine.interfaces.map((one) =>
          one.id === NetworkInterfaceId ? { ...one, groups: Groups } : one,
        ),
      });
    }
    case 'ec2:ModifyInstanceAttribute':
      return set({ isTerminationProtected: step.input.DisableApiTermination.Value });
    case 'autoscaling:EnterStandby':
      return scaled(world, 'InService', 'Standby', -1);
    case 'autoscaling:ExitStandby':
      return scaled(world, 'Standby', 'InService', 1);
    case 'elasticloadbalancing:DeregisterTargets':
      return set({
        targets: machine.targets.filter(
          ({ targetGroupArn, port }) =>
            targetGroupArn !== step.input.TargetGroupArn || port !== step.input.Targets[0]?.Port,
        ),
      });
    case 'elasticloadbalancing:RegisterTargets': {
      const { Port, AvailabilityZone } = step.input.Targets[0] ?? {};
      const target = {
        targetGroupArn: step.input.TargetGroupArn,
        ...(Port !== undefined && { port: Port }),
        ...(AvailabilityZone && { zone: AvailabilityZone }),
      };
      // In no order that means anything.
      const ports = ({ port = 0 }) => port;
      return set({ targets: [...machine.targets, target].sort((a, b) => ports(a) - ports(b)) });
    }
    case 'iam:PutRolePolicy':
      return set({ role: { name: step.input.RoleName, policy: step.input.PolicyDocument } });
    case 'iam:DeleteRolePolicy':
      return set({ role: { name: step.input.RoleName } });
  }
}

function scaled(world: World, from: string, to: string, by: number): World {
  const { scaling } = world.machine;
  if (scaling?.lifecycle !== from) throw new Error(`The instance is not in ${from}`);
  return {
    ...world,
    desired: world.desired + by,
    machine: { ...world.machine, scaling: { ...scaling, lifecycle: to } },
  };
}
