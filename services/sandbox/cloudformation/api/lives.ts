import { perWorld } from '../../core/per-world';
import type { Call, World } from '../../core/service';
import { deleteStack } from '../delete-stack';
import { deployTemplate } from '../deploy-template';
import {
  cloudFormationOf,
  findStack,
  type ResourceEvent,
  type Stack,
  type StackIdentity,
  type TemplateDeployment,
} from '../stack';
import { updateTemplate } from '../update-template';

/** What became of a stack: the API answers at once, and goes on by itself. */
export interface Life extends StackIdentity {
  status: string;
  why?: string;
  readonly createdAt: Date;
  updatedAt?: Date;
  deletedAt?: Date;
  tags: readonly Tag[];
  capabilities: readonly string[];
  /** Newest last. */
  readonly events: (ResourceEvent & { readonly at: Date })[];
  /** Settles when nothing is going on. */
  work: Promise<void>;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** By stack id; a stack that was made by no call has a life from when it is first asked about. */
export const lives = perWorld((): Map<string, Life> => new Map());

/** Every life in the caller's account and Region, those of deleted stacks too. */
export function livesIn(world: World, { accountId, region }: Call): readonly Life[] {
  for (const stack of cloudFormationOf(world).stacks.values())
    if (!lives(world).has(stack.stackId)) begin(world, stack, 'CREATE_COMPLETE');
  return [...lives(world).values()].filter(
    (one) => one.accountId === accountId && one.region === region,
  );
}

export function begin(world: World, identity: StackIdentity, status: string): Life {
  const { accountId, region, stackName, stackId } = identity;
  const life: Life = {
    ...{ accountId, region, stackName, stackId, status },
    createdAt: world.now(),
    tags: [],
    capabilities: [],
    events: [],
    work: Promise.resolve(),
  };
  lives(world).set(stackId, life);
  return life;
}

/** The stack's own line, and its status. */
export function turn(world: World, life: Life, status: string, why?: string): void {
  life.status = status;
  if (why === undefined) delete life.why;
  else life.why = why;
  const { stackName: logicalId, stackId: physicalId } = life;
  const event = { logicalId, type: 'AWS::CloudFormation::Stack', physicalId, status };
  life.events.push({ ...event, ...(why !== undefined && { why }), at: world.now() });
}

const heard = (world: World, life: Life) => (event: ResourceEvent) => {
  life.events.push({ ...event, at: world.now() });
};

/** Goes on after the call was answered. A creation that fails takes back what it made, and leaves ROLLBACK_COMPLETE. */
export function create(world: World, life: Life, request: TemplateDeployment): void {
  turn(world, life, 'CREATE_IN_PROGRESS', 'User Initiated');
  const { stackId } = life;
  life.work = deployTemplate(world, { ...request, stackId, onResource: heard(world, life) }).then(
    () => turn(world, life, 'CREATE_COMPLETE'),
    (error: Error) => {
      turn(world, life, 'ROLLBACK_IN_PROGRESS', error.message);
      turn(world, life, 'ROLLBACK_COMPLETE');
    },
  );
}

/** An update that fails is taken back: the stack is what it was before. */
export function update(world: World, life: Life, stack: Stack, request: TemplateDeployment): void {
  turn(world, life, 'UPDATE_IN_PROGRESS', 'User Initiated');
  life.updatedAt = world.now();
  life.work = updateTemplate(world, stack, { ...request, onResource: heard(world, life) }).then(
    () => turn(world, life, 'UPDATE_COMPLETE'),
    (error: Error) => {
      turn(world, life, 'UPDATE_ROLLBACK_IN_PROGRESS', error.message);
      turn(world, life, 'UPDATE_ROLLBACK_COMPLETE');
    },
  );
}

export function remove(world: World, life: Life): void {
  turn(world, life, 'DELETE_IN_PROGRESS', 'User Initiated');
  const done = () => {
    life.deletedAt = world.now();
    turn(world, life, 'DELETE_COMPLETE');
  };
  if (!findStack(world, life)) {
    done();
    return;
  }
  life.work = deleteStack(world, life.stackId).then(done, (error: Error) =>
    turn(world, life, 'DELETE_FAILED', error.message),
  );
}
