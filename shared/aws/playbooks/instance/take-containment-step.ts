import { EnterStandbyCommand, ExitStandbyCommand } from '@aws-sdk/client-auto-scaling';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  CreateSecurityGroupCommand,
  DeleteNetworkAclEntryCommand,
  DeleteSecurityGroupCommand,
  ModifyInstanceAttributeCommand,
  ModifyNetworkInterfaceAttributeCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import {
  DeregisterTargetsCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DeleteRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type {
  ContainmentCall,
  ContainmentInputs,
  ContainmentStep,
} from '../../../domain/containment';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';

export interface StepDone {
  /** It was so already, because a run before had done it. */
  readonly wasDone?: true;
  /** Of a group that was made. */
  readonly groupId?: string;
}

/** Takes one step. What was done before is no error; all other errors reject, and name the call. */
export async function takeContainmentStep(
  clients: InstanceClients,
  { call, input }: ContainmentStep,
): Promise<StepDone> {
  const send = CALLS[call] as (clients: InstanceClients, input: unknown) => Promise<unknown>;
  try {
    const answer = (await asked(call, send(clients, input))) as { GroupId?: string };
    return call === 'ec2:CreateSecurityGroup' && answer.GroupId ? { groupId: answer.GroupId } : {};
  } catch (error) {
    if (DONE_BEFORE.get(call)?.some((code) => hasCode(error, code))) return { wasDone: true };
    throw error;
  }
}

/** The SDK's types take lists that may be changed; ours may not. */
type Wide = never;

type Calls = {
  readonly [Call in ContainmentCall]: (
    clients: InstanceClients,
    input: ContainmentInputs[Call],
  ) => Promise<unknown>;
};

const CALLS: Calls = {
  'ec2:CreateNetworkAclEntry': ({ ec2 }, input) =>
    ec2.send(new CreateNetworkAclEntryCommand(input)),
  'ec2:DeleteNetworkAclEntry': ({ ec2 }, input) =>
    ec2.send(new DeleteNetworkAclEntryCommand(input)),
  'ec2:CreateSecurityGroup': ({ ec2 }, input) =>
    ec2.send(new CreateSecurityGroupCommand(input as Wide)),
  'ec2:AuthorizeSecurityGroupIngress': ({ ec2 }, input) =>
    ec2.send(new AuthorizeSecurityGroupIngressCommand(input as Wide)),
  'ec2:AuthorizeSecurityGroupEgress': ({ ec2 }, input) =>
    ec2.send(new AuthorizeSecurityGroupEgressCommand(input as Wide)),
  'ec2:RevokeSecurityGroupIngress': ({ ec2 }, input) =>
    ec2.send(new RevokeSecurityGroupIngressCommand(input as Wide)),
  'ec2:RevokeSecurityGroupEgress': ({ ec2 }, input) =>
    ec2.send(new RevokeSecurityGroupEgressCommand(input as Wide)),
  'ec2:DeleteSecurityGroup': ({ ec2 }, input) => ec2.send(new DeleteSecurityGroupCommand(input)),
  'ec2:ModifyNetworkInterfaceAttribute': ({ ec2 }, input) =>
    ec2.send(new ModifyNetworkInterfaceAttributeCommand(input as Wide)),
  'ec2:ModifyInstanceAttribute': ({ ec2 }, input) =>
    ec2.send(new ModifyInstanceAttributeCommand(input)),
  'autoscaling:EnterStandby': ({ autoscaling }, input) =>
    autoscaling.send(new EnterStandbyCommand(input as Wide)),
  'autoscaling:ExitStandby': ({ autoscaling }, input) =>
    autoscaling.send(new ExitStandbyCommand(input as Wide)),
  'elasticloadbalancing:DeregisterTargets': ({ elb }, input) =>
    elb.send(new DeregisterTargetsCommand(input as Wide)),
  'elasticloadbalancing:RegisterTargets': ({ elb }, input) =>
    elb.send(new RegisterTargetsCommand(input as Wide)),
  'iam:PutRolePolicy': ({ iam }, input) => iam.send(new PutRolePolicyCommand(input)),
  'iam:DeleteRolePolicy': ({ iam }, input) => iam.send(new DeleteRolePolicyCommand(input)),
};

/** The last part of each code. `InvalidPermission.Duplicate`, `InvalidGroup.NotFound`, … [R] aws-answers */
const DONE_BEFORE = new Map<ContainmentCall, readonly string[]>([
  ['ec2:CreateNetworkAclEntry', ['NetworkAclEntryAlreadyExists']],
  ['ec2:DeleteNetworkAclEntry', ['NotFound']],
  ['ec2:CreateSecurityGroup', ['Duplicate']],
  ['ec2:AuthorizeSecurityGroupIngress', ['Duplicate']],
  ['ec2:AuthorizeSecurityGroupEgress', ['Duplicate']],
  ['ec2:RevokeSecurityGroupIngress', ['NotFound']],
  ['ec2:RevokeSecurityGroupEgress', ['NotFound']],
  ['ec2:DeleteSecurityGroup', ['NotFound']],
  ['iam:DeleteRolePolicy', ['NoSuchEntityException', 'NoSuchEntity']],
]);
