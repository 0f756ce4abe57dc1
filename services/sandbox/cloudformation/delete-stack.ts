import type { World } from '../core/world';
import { resourceTypeOf } from './resource-types';
import type { Stack, StackResource } from './stack';
import { cloudFormationOf } from './state';

/** Removes what the stack made, newest first, and keeps what says `DeletionPolicy: Retain`. */
export async function deleteStack(world: World, stackId: string): Promise<void> {
  const { stacks, exports } = cloudFormationOf(world);
  const stack = stacks.get(stackId);
  if (stack === undefined) throw new Error(`sandbox: there is no stack ${stackId}`);
  await removeResources(world, stack, stack.resources);
  stacks.delete(stackId);
  for (const [key, { owner }] of exports) if (owner === stackId) exports.delete(key);
}

export async function removeResources(
  world: World,
  identity: Omit<Stack, 'outputs' | 'resources'>,
  resources: readonly StackResource[],
): Promise<void> {
  const deployment = { ...identity, world, artifacts: undefined };
  for (const { logicalId, type, physicalId, properties, retained } of [...resources].reverse()) {
    if (retained) continue;
    await resourceTypeOf(type).remove?.({ deployment, logicalId, properties, physicalId });
  }
}
