import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { authorize } from './authorize';
import type { ConditionContext } from './condition-keys';
import type { Role } from './state';

/** AWS itself, as policies see it: a service at work for an account. */
export function servicePrincipal(service: string, accountId: string): Principal {
  return { kind: 'service', accountId, arn: service, service };
}

/** Whether a role's trust policy lets a service become it for the role's own account. */
export function trustsService(
  world: World,
  { arn, accountId, trustPolicy }: Role,
  service: string,
  context: ConditionContext = {},
): boolean {
  const decision = authorize(world, {
    principal: servicePrincipal(service, accountId),
    action: 'sts:AssumeRole',
    resources: [arn],
    resourcePolicy: { ownerAccountId: accountId, document: trustPolicy },
    context,
  });
  return decision.kind === 'allowed';
}

/** A role as a service has become it. Never on the wire: services keep their sessions to themselves. */
export function serviceSession(world: World, role: Role, sessionName: string): Principal {
  const createdAt = world.now();
  return {
    kind: 'assumed-role',
    accountId: role.accountId,
    arn: `arn:${world.partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    accessKeyId: 'ASIAAWSSERVICE000000',
    roleArn: role.arn,
    roleName: role.name,
    roleId: role.id,
    sessionName,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 3_600_000),
  };
}
