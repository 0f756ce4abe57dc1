import type { World } from '../core/world';
import { refuse } from './refusals';
import type { Account, OrganizationalUnit, OrganizationState } from './state';

/** Accounts directly under a root or unit; refuses a parent that does not exist. */
export function accountsUnder(world: World, parentId: string): readonly Account[] {
  return children(world.organization, parentId, world.organization.accounts);
}

/** Units directly under a root or unit; refuses a parent that does not exist. */
export function unitsUnder(world: World, parentId: string): readonly OrganizationalUnit[] {
  return children(world.organization, parentId, world.organization.units);
}

function children<T extends { readonly id: string }>(
  state: OrganizationState,
  parentId: string,
  among: ReadonlyMap<string, T>,
): readonly T[] {
  if (parentId !== state.organization?.rootId && !state.units.has(parentId))
    throw refuse.parentNotFound();
  return [...among.values()].filter(({ id }) => state.parents.get(id) === parentId);
}
