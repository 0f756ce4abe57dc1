import type { World } from '../core/service';
import { isManagementAccount } from '../organizations/membership';

/** Active accounts beneath the root or the units. Never the management account: StackSets skip it. */
export function targetAccounts(world: World, targets: readonly string[]): readonly string[] {
  return [...world.organization.accounts.values()]
    .filter(({ id, state }) => state === 'ACTIVE' && !isManagementAccount(world, id))
    .map(({ id }) => id)
    .filter((id) => isBeneath(world, id, targets));
}

function isBeneath(world: World, id: string, targets: readonly string[]): boolean {
  const parent = world.organization.parents.get(id);
  if (parent === undefined) return false;
  return targets.includes(parent) || isBeneath(world, parent, targets);
}
