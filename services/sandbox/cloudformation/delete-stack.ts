import type { World } from '../core/service';
import { resourceTypeOf } from './resource-types';
import { cloudFormationOf, type StackIdentity, type StackResource } from './stack';

/** Removes what the stack made, newest first, and keeps what its DeletionPolicy says. */
export async function deleteStack(world: World, stackId: string): Promise<void> {
  const { stacks, exports } = cloudFormationOf(world);
  const stack = stacks.get(stackId);
  if (stack === undefined) throw new Error(`sandbox: there is no stack ${stackId}`);
  await removeResources(
    world,
    stack,
    stack.resources.filter(({ retained }) => retained === 'never'),
  );
  stacks.delete(stackId);
  for (const [key, { owner }] of exports) if (owner === stackId) exports.delete(key);
}

/** After a creation that failed: `Retain` keeps even what was made a moment ago [D aws-attribute-deletionpolicy]. */
export function rollBack(
  world: World,
  identity: StackIdentity,
  made: readonly StackResource[],
): Promise<void> {
  return removeResources(
    world,
    identity,
    made.filter(({ retained }) => retained !== 'always'),
  );
}

export async function removeResources(
  world: World,
  identity: StackIdentity,
  resources: readonly StackResource[],
): Promise<void> {
  const deployment = { ...identity, world, artifacts: undefined };
  const stacks = { remove: (stackId: string) => deleteStack(world, stackId) };
  for (const { logicalId, type, physicalId, properties } of [...resources].reverse()) {
    const removal = { deployment, logicalId, properties, physicalId };
    await resourceTypeOf(type).remove?.(removal, stacks);
  }
}
