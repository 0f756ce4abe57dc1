import type { Principal } from '../core/principal';
import { Refusal, type World } from '../core/service';
import { authorize } from '../iam/authorize';
import { findRole } from '../iam/roles';
import { mayUseKey } from '../kms/key-policy';
import { queuePolicy } from '../sqs/queue-of-call';
import type { Queue } from '../sqs/state';
import { lambdaOf, type QueueMapping } from './state';

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

/** Refuses a role that Lambda may not assume. */
export function checkRole(world: World, roleArn: string): void {
  const role = findRole(world, roleArn);
  const service = 'lambda.amazonaws.com';
  const decision =
    role &&
    authorize(world, {
      principal: { kind: 'service', accountId: role.accountId, arn: service, service },
      action: 'sts:AssumeRole',
      resources: [role.arn],
      resourcePolicy: { ownerAccountId: role.accountId, document: role.trustPolicy },
    });
  if (decision?.kind === 'allowed') return;
  throw new Refusal(
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
}

const needed = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** Whether the function's role may take messages from the queue: asked before every batch. */
export function mayPoll(world: World, mapping: QueueMapping, queue: Queue): boolean {
  return missingPermission(world, mapping.functionArn, queue) === undefined;
}

/** The first thing the role may not do, e.g. `sqs:DeleteMessage`; undefined when it may do all. */
export function missingPermission(
  world: World,
  functionArn: string,
  queue: Queue,
): string | undefined {
  const principal = rolePrincipal(world, functionArn);
  if (principal === undefined) return 'sts:AssumeRole';
  const denied = needed.find((action) => {
    const resourcePolicy = queuePolicy(queue);
    const request = { principal, action, resources: [queue.arn], resourcePolicy };
    return authorize(world, request).kind === 'denied';
  });
  if (denied !== undefined) return denied;
  const keyId = queue.attributes.get('KmsMasterKeyId');
  const use = { keyId: keyId ?? '', queue, principal, actions: ['kms:Decrypt'] };
  return keyId === undefined || mayUseKey(world, use) ? undefined : 'kms:Decrypt';
}
