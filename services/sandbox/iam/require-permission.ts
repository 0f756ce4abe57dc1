import type { Principal } from '../core/principal';
import { type Call, Refusal, type World } from '../core/service';
import { authorize } from './authorize';
import type { ConditionContext } from './condition-keys';

interface SecondPermission {
  /** e.g. `logs:TagResource`, for a group that is created with tags. */
  readonly permission: string;
  readonly resource: string;
  /** Condition keys beyond the caller's. */
  readonly context?: ConditionContext;
  /** Code of the refusal; default that of the JSON protocol. */
  readonly code?: string;
  /** Default: what goes with the code. */
  readonly status?: number;
}

/** Refuses unless the caller's policies allow what a call needs besides the permission of its own name. */
export function requirePermission(world: World, call: Call, second: SecondPermission): void {
  const { permission, resource, context, code = 'AccessDeniedException' } = second;
  const { status = code.endsWith('Exception') ? 400 : 403 } = second;
  const decision = authorize(world, {
    principal: call.principal,
    action: permission,
    resources: [resource],
    context: { 'aws:RequestedRegion': call.region, ...context },
  });
  if (decision.kind === 'allowed') return;
  throw new Refusal(
    code,
    `User: ${call.principal.arn} is not authorized to perform: ${permission} on resource: ${resource} ${decision.because}`,
    status,
  );
}

interface Denial {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly because: string;
  readonly protocol: 'json' | 'query' | 'rest-json' | 'rest-xml';
}

/** AWS's AccessDenied in AWS's sentence [D troubleshoot_access-denied]. */
export function accessDenied({ principal, action, resource, because, protocol }: Denial): Refusal {
  // S3 alone speaks REST/XML here, and alone puts the resource in quotes [D troubleshoot-403-errors].
  const named = protocol === 'rest-xml' ? `"${resource}"` : resource;
  return new Refusal(
    protocol.endsWith('json') ? 'AccessDeniedException' : 'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${named} ${because}`,
    protocol === 'json' ? 400 : 403,
  );
}

interface PassedRole {
  readonly roleArn: string;
  /** The service that is to use the role, e.g. `lambda.amazonaws.com`. */
  readonly toService: string;
  /** ARN of what will use the role, where the service says so: `iam:AssociatedResourceArn`. */
  readonly associatedResource?: string;
  /** Of the refusal; default 403. */
  readonly status?: number;
}

/** Refuses unless the caller may give this role to the service [D id_roles_use_passrole]. */
export function checkPassRole(world: World, call: Call, passed: PassedRole): void {
  const { roleArn, toService, associatedResource, status = 403 } = passed;
  if (roleArn.split(':')[4] !== call.accountId) {
    throw new Refusal('AccessDeniedException', 'Cross-account pass role is not allowed.', status);
  }
  requirePermission(world, call, {
    permission: 'iam:PassRole',
    resource: roleArn,
    context: {
      'iam:PassedToService': toService,
      'iam:AssociatedResourceArn': associatedResource,
    },
    status,
  });
}
