import type { Place } from '../core/place';
import type { World } from '../core/service';
import { isDelegatedAdministrator, isManagementAccount } from '../organizations/membership';
import type { Stacks } from './resource-type';
import type { StackInstance, StackSet } from './stack';
import { validationError } from './template';

export const stackSetsPrincipal = 'member.org.stacksets.cloudformation.amazonaws.com';

/** [D] stacksets-orgs-delegated-admin: the management account, or an account it has registered. */
export function checkAdministrator(world: World, accountId: string, asDelegate: boolean): void {
  const allowed = asDelegate
    ? isDelegatedAdministrator(world, accountId, stackSetsPrincipal)
    : isManagementAccount(world, accountId);
  if (allowed) return;
  throw validationError(
    asDelegate
      ? `Account used is not a delegated administrator of ${stackSetsPrincipal}`
      : 'You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set',
  );
}

/**
 * Puts the StackSet's template into accounts, Region after Region. In each account it runs as that
 * account itself. Returns why the operation was given up, or undefined when enough of it succeeded.
 */
export async function deployInstances(
  deploy: Stacks['deploy'],
  stackSet: StackSet,
  accountIds: readonly string[],
): Promise<string | undefined> {
  for (const region of stackSet.regions) {
    const failures: StackInstance[] = [];
    for (const accountId of accountIds) {
      const instance = await deployInstance(deploy, stackSet, { accountId, region });
      stackSet.instances.push(instance);
      if (instance.outcome.kind === 'failed') failures.push(instance);
    }
    if (failures.length * 100 > stackSet.tolerancePercent * accountIds.length) {
      return `${failures.length} of ${accountIds.length} accounts failed in ${region}: ${why(failures[0])}`;
    }
  }
  return undefined;
}

async function deployInstance(
  deploy: Stacks['deploy'],
  stackSet: StackSet,
  place: Place,
): Promise<StackInstance> {
  try {
    const stack = await deploy({
      ...place,
      stackName: `StackSet-${stackSet.name}-${stackSet.id}`,
      template: stackSet.template,
      parameters: stackSet.parameters,
    });
    return { ...place, outcome: { kind: 'current', stackId: stack.stackId } };
  } catch (error) {
    return { ...place, outcome: { kind: 'failed', why: String(error) } };
  }
}

function why(instance: StackInstance | undefined): string {
  return instance?.outcome.kind === 'failed' ? instance.outcome.why : '';
}

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
