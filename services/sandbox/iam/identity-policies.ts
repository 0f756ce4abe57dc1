import type { Principal } from '../core/principal';
import type { World } from '../core/world';
import { policyDocumentOf } from './policies';
import type { PolicyDocument } from './policy-document';
import type { Role, User } from './state';

/** Policies of the user or of the session's role; none when it was deleted, or made again since. */
export function identityPolicies(
  world: World,
  principal: Extract<Principal, { readonly kind: 'user' | 'assumed-role' }>,
): readonly PolicyDocument[] {
  const owner = ownerOf(world, principal);
  return owner ? attached(world, owner) : [];
}

/**
 * The permissions boundary of the user or role; undefined when it has none. A boundary whose policy
 * is gone allows nothing.
 */
export function permissionsBoundary(
  world: World,
  principal: Extract<Principal, { readonly kind: 'user' | 'assumed-role' }>,
): PolicyDocument | undefined {
  const arn = ownerOf(world, principal)?.permissionsBoundaryArn;
  return arn === undefined ? undefined : (policyDocumentOf(world, arn) ?? { Statement: [] });
}

function ownerOf(
  world: World,
  principal: Extract<Principal, { readonly kind: 'user' | 'assumed-role' }>,
): Role | User | undefined {
  if (principal.kind === 'user') {
    const user = world.iam.users.get(principal.arn);
    return user?.id === principal.userId ? user : undefined;
  }
  const role = world.iam.roles.get(principal.roleArn);
  return role?.id === principal.roleId ? role : undefined;
}

function attached(world: World, owner: Role | User): readonly PolicyDocument[] {
  const managed = [...owner.managedPolicyArns].flatMap((arn) => policyDocumentOf(world, arn) ?? []);
  return [...owner.inlinePolicies.values(), ...managed];
}
