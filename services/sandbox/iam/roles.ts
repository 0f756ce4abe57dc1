import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { checkPolicy } from './check-policy';
import type { PolicyDocument } from './policy-document';
import type { Role } from './state';
import { uniqueId } from './unique-id';

export interface NewRole {
  readonly accountId: string;
  readonly name: string;
  /** e.g. `/service-role/`; default `/`. */
  readonly path?: string;
  readonly trustPolicy: PolicyDocument;
  readonly maxSessionSeconds?: number;
  readonly inlinePolicies?: Readonly<Record<string, PolicyDocument>>;
  readonly managedPolicyArns?: readonly string[];
}

/** Refuses a name that is taken and a policy that the evaluator could not judge. */
export function createRole(world: World, role: NewRole): Role {
  const arn = `arn:aws:iam::${role.accountId}:role${role.path ?? '/'}${role.name}`;
  if (world.iam.roles.has(arn)) {
    throw new Refusal('EntityAlreadyExists', `Role with name ${role.name} already exists.`, 409);
  }
  checkPolicy(role.trustPolicy);
  const created: Role = {
    arn,
    accountId: role.accountId,
    name: role.name,
    id: uniqueId('AROA'),
    trustPolicy: role.trustPolicy,
    maxSessionSeconds: role.maxSessionSeconds ?? 3600,
    createdAt: world.now(),
    inlinePolicies: new Map(),
    managedPolicyArns: new Set(),
  };
  attachAll(world, created, role);
  world.iam.roles.set(arn, created);
  return created;
}

function attachAll(world: World, created: Role, role: NewRole): void {
  for (const [name, document] of Object.entries(role.inlinePolicies ?? {})) {
    putRolePolicy(created, name, document);
  }
  for (const arn of role.managedPolicyArns ?? []) attachRolePolicy(world, created, arn);
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
  if (!world.iam.managedPolicies.has(policyArn)) {
    throw new Refusal(
      'NoSuchEntity',
      `Policy ${policyArn} does not exist or is not attachable.`,
      404,
    );
  }
  role.managedPolicyArns.add(policyArn);
}

/** Undefined when the role does not exist. Takes the full ARN. */
export function findRole(world: World, arn: string): Role | undefined {
  return world.iam.roles.get(arn);
}

/** Sessions of the role keep their keys but may do nothing any more. */
export function deleteRole(world: World, arn: string): void {
  world.iam.roles.delete(arn);
}
