import type { Call } from '../core/call';
import type { World } from '../core/world';
import type { ConditionContext } from './condition-context';
import { nameInput, textInput } from './read-input';
import { refuse } from './refusals';
import { findRoleNamed } from './roles';
import type { Role } from './state';

/** What policies are asked about: the role's ARN, with its path when it exists. */
export function roleArnOfCall(call: Call, world: World): string {
  const name = textInput(call, 'RoleName') ?? '';
  const found = findRoleNamed(world, call.accountId, name);
  return found?.arn ?? `arn:aws:iam::${call.accountId}:role/${name}`;
}

export function roleOfCall(call: Call, world: World): Role {
  const name = nameInput(call, 'RoleName');
  const found = findRoleNamed(world, call.accountId, name);
  if (found) return found;
  throw refuse.roleNotFound(name);
}

/** Refuses a service-linked role: only its service may change it [D using-service-linked-roles]. */
export function ownRoleOfCall(call: Call, world: World): Role {
  const role = roleOfCall(call, world);
  if (role.path.startsWith('/aws-service-role/')) throw refuse.protectedRole(role.name);
  return role;
}

/** `iam:PermissionsBoundary` is the boundary the role has now, and with `PolicyArn` `iam:PolicyARN`. */
export function roleConditions(call: Call, world: World): ConditionContext {
  const name = textInput(call, 'RoleName') ?? '';
  const role = findRoleNamed(world, call.accountId, name);
  return {
    'iam:PermissionsBoundary': role?.permissionsBoundaryArn,
    'iam:PolicyARN': textInput(call, 'PolicyArn'),
  };
}

/** `iam:PermissionsBoundary` is the boundary the request names. */
export function boundaryConditions(call: Call): ConditionContext {
  return { 'iam:PermissionsBoundary': textInput(call, 'PermissionsBoundary') };
}
