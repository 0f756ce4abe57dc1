import type { Principal } from '../core/principal';
import type { World } from '../core/world';
import type { PolicyDocument } from './policy-document';
import type { Role, User } from './state';

/** Policies of the user or of the session's role; none when it was deleted, or made again since. */
export function identityPolicies(
  world: World,
  principal: Extract<Principal, { readonly kind: 'user' | 'assumed-role' }>,
): readonly PolicyDocument[] {
  if (principal.kind === 'user') {
    const user = world.iam.users.get(principal.arn);
    return user?.id === principal.userId ? attached(world, user) : [];
  }
  const role = world.iam.roles.get(principal.roleArn);
  return role?.id === principal.roleId ? attached(world, role) : [];
}

function attached(world: World, owner: Role | User): readonly PolicyDocument[] {
  const managed = [...owner.managedPolicyArns].flatMap(
    (arn) => world.iam.managedPolicies.get(arn) ?? [],
  );
  return [...owner.inlinePolicies.values(), ...managed];
}
