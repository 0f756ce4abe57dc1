import { DescribeAutoScalingInstancesCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import { GetInstanceProfileCommand, GetRolePolicyCommand } from '@aws-sdk/client-iam';
import type { AclEntry, MachineRole, MachineState } from '../../../domain/containment';
import { given } from '../../../domain/given';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';
import { groupsFor } from './read-groups';
import { targetsOf } from './read-targets';

/** What names groups and the policy by which the machine is looked at. */
export interface Names {
  /** Of the isolation's group and of its policy. */
  readonly isolation: string;
  /** Of groups that the machine had, which may have been made again. */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  /** Target groups that it was registered in. */
  readonly targetGroups: readonly string[];
  /** Network ACLs of its subnets, as they were. */
  readonly acls: readonly string[];
}

/** The instance as EC2 describes it; undefined where there is none. */
export async function describeInstance(
  { ec2 }: InstanceClients,
  instanceId: string,
): Promise<Instance | undefined> {
  const answer = ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
  const found = await asked('ec2:DescribeInstances', answer).catch((error: unknown) => {
    if (hasCode(error, 'NotFound')) return undefined;
    throw error;
  });
  return found?.Reservations?.[0]?.Instances?.[0];
}

/** Everything that containing a machine changes, as it is now; undefined where there is no machine. */
export async function readMachine(
  clients: InstanceClients,
  instanceId: string,
  names: Names,
): Promise<MachineState | undefined> {
  const instance = await describeInstance(clients, instanceId);
  if (!instance?.VpcId || instance.State?.Name === 'terminated') return undefined;
  const interfaces = (instance.NetworkInterfaces ?? []).map(({ NetworkInterfaceId, Groups }) => ({
    id: NetworkInterfaceId ?? '',
    groups: (Groups ?? []).map(({ GroupId }) => GroupId ?? ''),
  }));
  const [isTerminationProtected, groups, acls, scaling, role, targets] = await Promise.all([
    terminationProtected(clients, instanceId),
    groupsFor(clients, instance.VpcId, {
      ids: interfaces.flatMap((one) => one.groups),
      ...names,
    }),
    aclsOf(clients, instance, names.acls),
    scalingOf(clients, instanceId),
    roleOf(clients, instance, names.isolation),
    targetsOf(clients, instanceId, instance.VpcId),
  ]);
  return {
    ...{ accountId: clients.accountId, region: clients.region },
    ...{ instanceId, vpcId: instance.VpcId, isTerminationProtected },
    ...(instance.InstanceLifecycle === 'spot' && { isSpot: true as const }),
    ...{ interfaces, groups, acls, targets },
    ...given({ scaling, role }),
  };
}

async function terminationProtected({ ec2 }: InstanceClients, InstanceId: string) {
  const wanted = { InstanceId, Attribute: 'disableApiTermination' } as const;
  const answer = ec2.send(new DescribeInstanceAttributeCommand(wanted));
  const { DisableApiTermination } = await asked('ec2:DescribeInstanceAttribute', answer);
  return DisableApiTermination?.Value ?? false;
}

/** AWS's own last entry is no number that anyone gave: it is left out. */
const LAST = 32_767;

/** By their ids, or else those of its subnets. */
export async function aclsOf(
  { ec2 }: InstanceClients,
  { NetworkInterfaces = [] }: Instance,
  known: readonly string[],
): Promise<MachineState['acls']> {
  const subnets = [...new Set(NetworkInterfaces.flatMap(({ SubnetId }) => SubnetId ?? []))];
  const Filters =
    known.length > 0
      ? [{ Name: 'network-acl-id', Values: [...known] }]
      : [{ Name: 'association.subnet-id', Values: subnets }];
  const answer = ec2.send(new DescribeNetworkAclsCommand({ Filters }));
  const { NetworkAcls = [] } = await asked('ec2:DescribeNetworkAcls', answer);
  return NetworkAcls.map(({ NetworkAclId = '', Entries = [] }) => ({
    id: NetworkAclId,
    entries: Entries.filter(({ RuleNumber = 0 }) => RuleNumber <= LAST - 1).map(
      (entry): AclEntry => ({
        RuleNumber: entry.RuleNumber ?? 0,
        Egress: entry.Egress ?? false,
        RuleAction: entry.RuleAction ?? 'deny',
        Protocol: entry.Protocol ?? '-1',
        ...given({ CidrBlock: entry.CidrBlock, Ipv6CidrBlock: entry.Ipv6CidrBlock }),
      }),
    ),
  }));
}

async function scalingOf({ autoscaling }: InstanceClients, instanceId: string) {
  const wanted = new DescribeAutoScalingInstancesCommand({ InstanceIds: [instanceId] });
  const { AutoScalingInstances: [member] = [] } = await asked(
    'autoscaling:DescribeAutoScalingInstances',
    autoscaling.send(wanted),
  );
  if (!member?.AutoScalingGroupName) return undefined;
  return { name: member.AutoScalingGroupName, lifecycle: member.LifecycleState ?? '' };
}

async function roleOf(
  { iam }: InstanceClients,
  { IamInstanceProfile }: Instance,
  PolicyName: string,
): Promise<MachineRole | undefined> {
  const InstanceProfileName = IamInstanceProfile?.Arn?.split('/').at(-1);
  if (!InstanceProfileName) return undefined;
  const profile = await asked(
    'iam:GetInstanceProfile',
    iam.send(new GetInstanceProfileCommand({ InstanceProfileName })),
  );
  const RoleName = profile.InstanceProfile?.Roles?.[0]?.RoleName;
  if (!RoleName) return undefined;
  const policy = await policyOf({ iam }, RoleName, PolicyName);
  return { name: RoleName, ...given({ policy }) };
}

/** The text of an inline policy of a role; undefined where there is none. */
export async function policyOf(
  { iam }: Pick<InstanceClients, 'iam'>,
  RoleName: string,
  PolicyName: string,
): Promise<string | undefined> {
  const answer = iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  const own = await asked('iam:GetRolePolicy', answer).catch((error: unknown) => {
    if (hasCode(error, 'NoSuchEntityException')) return undefined;
    throw error;
  });
  return own?.PolicyDocument ? decodeURIComponent(own.PolicyDocument) : undefined;
}
