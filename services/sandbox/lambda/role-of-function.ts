import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import type { ResourcePolicy } from '../iam/policy-document';
import { findRole } from '../iam/roles';
import { serviceSession, trustsService } from '../iam/service-principal';
import { mayUseKey } from '../kms/key-policy';
import { queuePolicy } from '../sqs/queue-of-call';
import type { Queue } from '../sqs/state';
import { refuse } from './refusals';
import { lambdaOf, type QueueMapping, type StreamMapping } from './state';

/** A function's role as Lambda itself uses it to poll; undefined when the function or the role is gone. */
function rolePrincipal(world: World, functionArn: string) {
  const owner = lambdaOf(world).functions.get(functionArn);
  const role = owner && findRole(world, owner.settings.roleArn);
  return role && serviceSession(world, role, owner.name);
}

/** Refuses a role that Lambda may not assume. */
export function checkRole(world: World, roleArn: string): void {
  const role = findRole(world, roleArn);
  if (role && trustsService(world, role, 'lambda.amazonaws.com')) return;
  throw refuse.invalidParameter('The role defined for the function cannot be assumed by Lambda.');
}

interface Wanted {
  readonly actions: readonly string[];
  readonly arn: string;
  readonly resourcePolicy?: ResourcePolicy;
}

/** The first of the actions that the function's role may not take; undefined when it may take all. */
function firstDenied(world: World, functionArn: string, wanted: Wanted): string | undefined {
  const { arn, actions, ...policy } = wanted;
  const principal = rolePrincipal(world, functionArn);
  if (principal === undefined) return 'sts:AssumeRole';
  return actions.find((action) => {
    const request = { principal, action, resources: [arn], ...policy };
    return authorize(world, request).kind === 'denied';
  });
}

const toPoll = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

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
  const { arn } = queue;
  const wanted = { actions: toPoll, arn, resourcePolicy: queuePolicy(queue) };
  const denied = firstDenied(world, functionArn, wanted);
  const principal = rolePrincipal(world, functionArn);
  if (denied !== undefined || principal === undefined) return denied;
  const actions = ['kms:Decrypt'];
  return mayUseKey(world, { queue, principal, actions }) ? undefined : 'kms:Decrypt';
}

/** Whether the function's role may write to the queue: asked when the mapping is made and at each message. */
export function maySend(
  world: World,
  { functionArn, onFailureArn }: Pick<StreamMapping, 'functionArn' | 'onFailureArn'>,
): boolean {
  const queue = world.sqs.queues.get(onFailureArn ?? '');
  if (queue === undefined) return false;
  const { arn } = queue;
  const wanted = { actions: ['sqs:SendMessage'], arn, resourcePolicy: queuePolicy(queue) };
  return firstDenied(world, functionArn, wanted) === undefined;
}

const toRead = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/** Whether the function's role may read the stream; ListStreams is asked on `*`, as AWS defines it no resource here. */
export function mayReadStream(
  world: World,
  { functionArn, sourceArn: arn }: Pick<StreamMapping, 'functionArn' | 'sourceArn'>,
): boolean {
  return firstDenied(world, functionArn, { actions: toRead, arn }) === undefined;
}
