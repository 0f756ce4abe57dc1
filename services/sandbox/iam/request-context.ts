import type { DeliveredTo, Principal } from '../core/principal';
import type { World } from '../core/service';
import { organizationIdOf } from '../organizations/membership';
import type { ConditionContext } from './condition-keys';

/** The keys every request has, with any action. Plain HTTP counts as secure transport here. */
export function requestContext(world: World, principal: Principal): ConditionContext {
  return {
    ...(principal.kind === 'service' ? serviceKeys(principal.service) : callerKeys(principal)),
    'aws:PrincipalOrgID':
      principal.kind === 'service' ? undefined : organizationIdOf(world, principal.accountId),
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
  };
}

function serviceKeys(service: string): ConditionContext {
  return { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': service };
}

function callerKeys(principal: Exclude<Principal, { readonly kind: 'service' }>): ConditionContext {
  const session = principal.kind === 'assumed-role';
  return {
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalArn': session ? principal.roleArn : principal.arn,
    'aws:PrincipalAccount': principal.accountId,
    'aws:PrincipalType': principalType(principal.kind),
    'aws:userid': userId(principal),
    'aws:username': principal.kind === 'user' ? principal.userName : undefined,
    'aws:SourceIdentity': session ? principal.sourceIdentity : undefined,
    // Only temporary credentials have it: a user's own keys are not bound by a condition on it [D].
    'aws:TokenIssueTime': session ? seconds(principal.createdAt) : undefined,
    ...(session && principal.instance && instanceKeys(principal.instance)),
  };
}

/** Of credentials that were delivered to an EC2 instance, wherever they are used. [D] reference_policies_condition-keys */
function instanceKeys({ arn, vpcId, privateIp }: DeliveredTo): ConditionContext {
  return {
    'ec2:SourceInstanceARN': arn,
    'ec2:RoleDelivery': '2.0',
    'aws:Ec2InstanceSourceVpc': vpcId,
    'aws:Ec2InstanceSourcePrivateIPv4': privateIp,
  };
}

function principalType(kind: 'root' | 'user' | 'assumed-role'): string {
  if (kind === 'root') return 'Account';
  return kind === 'user' ? 'User' : 'AssumedRole';
}

/** As `aws:userid` and GetCallerIdentity tell it. */
export function userId(principal: Principal): string {
  if (principal.kind === 'user') return principal.userId;
  if (principal.kind === 'assumed-role') return `${principal.roleId}:${principal.sessionName}`;
  return principal.accountId;
}

function seconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
