import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { findRole } from '../iam/roles';
import { lambdaOf } from './state';

/** A function's role as Lambda itself uses it to poll; undefined when the function or the role is gone. */
export function rolePrincipal(world: World, functionArn: string): Principal | undefined {
  const owner = lambdaOf(world).functions.get(functionArn);
  const role = owner && findRole(world, owner.settings.roleArn);
  if (owner === undefined || role === undefined) return undefined;
  const createdAt = world.now();
  return {
    kind: 'assumed-role',
    accountId: role.accountId,
    arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${owner.name}`,
    // Never on the wire: Lambda polls inside AWS.
    accessKeyId: 'ASIALAMBDAPOLLER0000',
    roleArn: role.arn,
    roleName: role.name,
    roleId: role.id,
    sessionName: owner.name,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 3_600_000),
  };
}
