import type { World } from '../core/service';
import { checkPolicy } from './check-policy';
import type { PolicyDocument } from './policy-document';
import { refuse } from './refusals';
import type { Role } from './state';
import { uniqueId } from './unique-id';

export interface NewRole {
  readonly accountId: string;
  readonly name: string;
  /** e.g. `/service-role/`; default `/`. */
  readonly path?: string | undefined;
  readonly description?: string | undefined;
  readonly trustPolicy: PolicyDocument;
  readonly maxSessionSeconds?: number | undefined;
  readonly inlinePolicies?: Readonly<Record<string, PolicyDocument>>;
  readonly managedPolicyArns?: readonly string[];
  readonly permissionsBoundaryArn?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Refuses a name that is taken, under any path, and a policy that the evaluator could not judge. */
export function createRole(world: World, role: NewRole): Role {
  const path = role.path ?? '/';
  const arn = `arn:${world.partition}:iam::${role.accountId}:role${path}${role.name}`;
  if (findRoleNamed(world, role.accountId, role.name)) throw refuse.roleExists(role.name);
  checkPolicy(role.trustPolicy);
  const created: Role = {
    arn,
    accountId: role.accountId,
    name: role.name,
    path,
    id: uniqueId('AROA'),
    description: role.description,
    trustPolicy: role.trustPolicy,
    maxSessionSeconds: role.maxSessionSeconds ?? 3600,
    createdAt: world.now(),
    usableFrom: new Date(world.now().getTime() + world.iam.rolesSettleMilliseconds),
    inlinePolicies: new Map(),
    managedPolicyArns: new Set(),
    permissionsBoundaryArn: undefined,
    tags: new Map(Object.entries(role.tags ?? {})),
  };
  attachAll(world, created, role);
  world.iam.roles.set(arn, created);
  world.iam.deletedRoles.delete(arn);
  return created;
}

function attachAll(world: World, created: Role, role: NewRole): void {
  for (const [name, document] of Object.entries(role.inlinePolicies ?? {})) {
    putRolePolicy(created, name, document);
  }
  for (const arn of role.managedPolicyArns ?? []) attachRolePolicy(world, created, arn);
  if (role.permissionsBoundaryArn === undefined) return;
  putPermissionsBoundary(world, created, role.permissionsBoundaryArn);
}

/** Replaces an inline policy of the same name, as PutRolePolicy does. */
export function putRolePolicy(role: Role, name: string, document: PolicyDocument): void {
  checkPolicy(document);
  role.inlinePolicies.set(name, document);
}

export function deleteRolePolicy(role: Role, name: string): void {
  role.inlinePolicies.delete(name);
}

export function attachRolePolicy(world: World, role: Role, policyArn: string): void {
  if (!world.iam.managedPolicies.has(policyArn)) throw refuse.policyNotAttachable(policyArn);
  role.managedPolicyArns.add(policyArn);
}

/** Replaces the boundary the role had. */
export function putPermissionsBoundary(world: World, role: Role, policyArn: string): void {
  if (!world.iam.managedPolicies.has(policyArn)) throw refuse.boundaryNotAttachable(policyArn);
  role.permissionsBoundaryArn = policyArn;
}

/** Undefined when the role does not exist. Takes the full ARN. */
export function findRole(world: World, arn: string): Role | undefined {
  return world.iam.roles.get(arn);
}

/** Under any path; names differ by more than case [D reference_iam-quotas]. */
export function findRoleNamed(world: World, accountId: string, name: string): Role | undefined {
  const plain = world.iam.roles.get(`arn:${world.partition}:iam::${accountId}:role/${name}`);
  if (plain) return plain;
  const wanted = name.toLowerCase();
  return [...world.iam.roles.values()].find(
    (role) => role.accountId === accountId && role.name.toLowerCase() === wanted,
  );
}

/** Sessions of the role keep their keys but may do nothing any more. */
export function deleteRole(world: World, arn: string): void {
  if (world.iam.roles.delete(arn)) world.iam.deletedRoles.add(arn);
}
