import type { Read } from './login';
import type { Place } from './place';
import type { Tag, Write } from './step';

/** What containing a machine changes, as it is now. Lists and permissions are spelled as the API spells them. */
export interface MachineState extends Place {
  readonly instanceId: string;
  readonly vpcId: string;
  readonly isTerminationProtected: boolean;
  /** AWS protects no Spot Instance from termination. */
  readonly isSpot?: true;
  readonly interfaces: readonly NetworkInterface[];
  /**
   * The groups of its interfaces, and any in its VPC with the name of one that the baseline has or with the name of the
   * isolation's own group. A group that is missing here does not exist.
   */
  readonly groups: readonly SecurityGroup[];
  /** The network ACLs of its subnets. */
  readonly acls: readonly NetworkAcl[];
  /** Its registrations in target groups, those that are draining not counted. */
  readonly targets: readonly TargetRegistration[];
  /** Undefined where it is in no Auto Scaling group. */
  readonly scaling?: ScalingMembership;
  /** The role of its profile; undefined where it has none. */
  readonly role?: MachineRole;
}

export interface NetworkInterface {
  readonly id: string;
  /** In the order in which AWS lists them. */
  readonly groups: readonly string[];
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ingress: readonly IpPermission[];
  readonly egress: readonly IpPermission[];
  /** Carries the tag `trailwarden:incident` with the incident's id. */
  readonly madeFor?: string;
}

export interface IpPermission {
  readonly IpProtocol: string;
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly IpRanges?: readonly { readonly CidrIp: string; readonly Description?: string }[];
  readonly Ipv6Ranges?: readonly { readonly CidrIpv6: string; readonly Description?: string }[];
  readonly PrefixListIds?: readonly {
    readonly PrefixListId: string;
    readonly Description?: string;
  }[];
  readonly UserIdGroupPairs?: readonly {
    readonly GroupId: string;
    readonly UserId?: string;
    readonly Description?: string;
  }[];
}

export interface NetworkAcl {
  readonly id: string;
  readonly entries: readonly AclEntry[];
}

export interface AclEntry {
  readonly RuleNumber: number;
  readonly Egress: boolean;
  readonly RuleAction: 'allow' | 'deny';
  /** `-1` is all. */
  readonly Protocol: string;
  readonly CidrBlock?: string;
  readonly Ipv6CidrBlock?: string;
}

export interface TargetRegistration {
  readonly targetGroupArn: string;
  readonly port?: number;
  readonly zone?: string;
}

export interface ScalingMembership {
  readonly name: string;
  /** `InService`, `Standby`, `Terminating:Wait`, … */
  readonly lifecycle: string;
}

export interface MachineRole {
  readonly name: string;
  /** The text of the inline policy with the isolation's name; undefined where there is none. */
  readonly policy?: string;
}

/** Everything that was there, written down and sealed before the first step. */
export interface ContainmentBaseline {
  readonly incidentId: string;
  readonly at: string;
  readonly machine: MachineState;
  /** Of the group and of the role's policy that the isolation makes. */
  readonly name: string;
  /** Of the isolation's group, as AWS answered when it was made; absent before, and sealed by itself. */
  readonly isolationId?: string;
  /** The group of SSM's endpoints, to which a way stays open; absent where there is none. */
  readonly endpointsGroupId?: string;
  /**
   * What lets HTTPS out to the evidence bucket, only while evidence is sent; why it is not known; absent where there is
   * no such bucket.
   */
  readonly wayToStore?: Read<readonly IpPermission[]>;
  /** The entries that cut what is connected, each with a number that was free. */
  readonly cuts: readonly Cut[];
}

export interface Cut {
  readonly aclId: string;
  readonly entry: AclEntry;
}

interface GroupRules {
  readonly GroupId: string;
  readonly IpPermissions: readonly IpPermission[];
}

interface Targets {
  readonly TargetGroupArn: string;
  readonly Targets: readonly {
    readonly Id: string;
    readonly Port?: number;
    readonly AvailabilityZone?: string;
  }[];
}

/** Each call that contains a machine or releases it, with its input as the API spells it. */
export interface ContainmentInputs {
  readonly 'ec2:CreateNetworkAclEntry': AclEntry & { readonly NetworkAclId: string };
  readonly 'ec2:DeleteNetworkAclEntry': Pick<AclEntry, 'RuleNumber' | 'Egress'> & {
    readonly NetworkAclId: string;
  };
  readonly 'ec2:CreateSecurityGroup': {
    readonly GroupName: string;
    readonly Description: string;
    readonly VpcId: string;
    readonly TagSpecifications: readonly {
      readonly ResourceType: 'security-group';
      readonly Tags: readonly Tag[];
    }[];
  };
  readonly 'ec2:AuthorizeSecurityGroupIngress': GroupRules;
  readonly 'ec2:AuthorizeSecurityGroupEgress': GroupRules;
  readonly 'ec2:RevokeSecurityGroupIngress': GroupRules;
  readonly 'ec2:RevokeSecurityGroupEgress': GroupRules;
  readonly 'ec2:DeleteSecurityGroup': { readonly GroupId: string };
  readonly 'ec2:ModifyNetworkInterfaceAttribute': {
    readonly NetworkInterfaceId: string;
    readonly Groups: readonly string[];
  };
  readonly 'ec2:ModifyInstanceAttribute': {
    readonly InstanceId: string;
    readonly DisableApiTermination: { readonly Value: boolean };
  };
  readonly 'autoscaling:EnterStandby': {
    readonly AutoScalingGroupName: string;
    readonly InstanceIds: readonly string[];
    /** True: with false the group launches another at once, and is larger than before after the release. */
    readonly ShouldDecrementDesiredCapacity: true;
  };
  readonly 'autoscaling:ExitStandby': {
    readonly AutoScalingGroupName: string;
    readonly InstanceIds: readonly string[];
  };
  readonly 'elasticloadbalancing:DeregisterTargets': Targets;
  readonly 'elasticloadbalancing:RegisterTargets': Targets;
  readonly 'iam:PutRolePolicy': {
    readonly RoleName: string;
    readonly PolicyName: string;
    readonly PolicyDocument: string;
  };
  readonly 'iam:DeleteRolePolicy': { readonly RoleName: string; readonly PolicyName: string };
}

export type ContainmentCall = keyof ContainmentInputs;

/** The union IS the allow-list of the role trailwarden-containment. */
export type ContainmentStep<Call extends ContainmentCall = ContainmentCall> = Write<
  ContainmentInputs,
  Call
>;

/** The compiler keeps this list and the union equal. */
export const containmentCalls = Object.keys({
  'ec2:CreateNetworkAclEntry': true,
  'ec2:DeleteNetworkAclEntry': true,
  'ec2:CreateSecurityGroup': true,
  'ec2:AuthorizeSecurityGroupIngress': true,
  'ec2:AuthorizeSecurityGroupEgress': true,
  'ec2:RevokeSecurityGroupIngress': true,
  'ec2:RevokeSecurityGroupEgress': true,
  'ec2:DeleteSecurityGroup': true,
  'ec2:ModifyNetworkInterfaceAttribute': true,
  'ec2:ModifyInstanceAttribute': true,
  'autoscaling:EnterStandby': true,
  'autoscaling:ExitStandby': true,
  'elasticloadbalancing:DeregisterTargets': true,
  'elasticloadbalancing:RegisterTargets': true,
  'iam:PutRolePolicy': true,
  'iam:DeleteRolePolicy': true,
} satisfies Record<ContainmentCall, true>) as readonly ContainmentCall[];
