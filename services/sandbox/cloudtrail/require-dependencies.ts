import type { Call } from '../core/call';
import type { World } from '../core/world';
import { requirePermission } from '../iam/require-permission';
import { serviceLinkedRoleArn } from '../iam/service-linked-roles';

/**
 * What CreateTrail and UpdateTrail of an organization trail ask of the caller besides ([D] service authorization
 * reference, dependent actions). Which of them AWS asks when the role is there already is unverified: all, here.
 */
export function requireDependencies(world: World, call: Call): void {
  const service = 'cloudtrail.amazonaws.com';
  const role = serviceLinkedRoleArn(call.accountId, service) ?? '*';
  const ask = (permission: string, resource: string, context = {}) =>
    requirePermission(world, call, {
      ...{ permission, resource, context },
      code: 'InsufficientDependencyServiceAccessPermissionException',
    });
  ask('organizations:DescribeOrganization', '*');
  ask('organizations:ListAWSServiceAccessForOrganization', '*');
  ask('iam:GetRole', role);
  ask('iam:CreateServiceLinkedRole', role, { 'iam:AWSServiceName': service });
}
