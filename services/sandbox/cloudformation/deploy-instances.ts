import type { Place } from '../core/place';
import type { World } from '../core/service';
import { isDelegatedAdministrator, isManagementAccount } from '../organizations/membership';
import type { Stacks } from './resource-type';
import { cloudFormationOf, type StackInstance, type StackSet } from './stack';
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
 * account itself. What is there already is updated. Returns why the operation was given up, or undefined when enough
 * of it succeeded.
 */
export async function deployInstances(
  { world, deploy }: Deploying,
  stackSet: StackSet,
  accountIds: readonly string[],
  {
    regions = stackSet.regions,
    tolerancePercent = stackSet.tolerancePercent,
    onResult = () => undefined,
  }: Partial<Asked> = {},
): Promise<string | undefined> {
  for (const region of regions) {
    const failures: string[] = [];
    for (const accountId of accountIds) {
      const before = instanceAt(stackSet, { accountId, region });
      const instance = await deployInstance(
        { world, deploy },
        stackSet,
        { accountId, region },
        before,
      );
      if (before) stackSet.instances[stackSet.instances.indexOf(before)] = instance;
      else stackSet.instances.push(instance);
      if (instance.outcome.kind === 'failed') failures.push(instance.outcome.why);
      onResult(instance);
    }
    if (failures.length * 100 > tolerancePercent * accountIds.length) {
      return `${failures.length} of ${accountIds.length} accounts failed in ${region}: ${failures[0]}`;
    }
  }
  return undefined;
}

/** `deploy` gets the id of a stack that is there already. */
interface Deploying {
  readonly world: World;
  readonly deploy: Stacks['deploy'];
}

interface Asked {
  readonly regions: readonly string[];
  readonly tolerancePercent: number;
  readonly onResult: (instance: StackInstance) => void;
}

export const instanceAt = (
  { instances }: StackSet,
  { accountId, region }: Place,
): StackInstance | undefined =>
  instances.find((one) => one.accountId === accountId && one.region === region);

async function deployInstance(
  { world, deploy }: Deploying,
  stackSet: StackSet,
  place: Place,
  before: StackInstance | undefined,
): Promise<StackInstance> {
  const known = before?.outcome.stackId;
  try {
    const why = cloudFormationOf(world).failingAccounts.get(place.accountId);
    if (why !== undefined) throw new Error(why);
    const request = {
      ...place,
      stackName: `StackSet-${stackSet.name}-${stackSet.id}`,
      template: stackSet.template,
      parameters: stackSet.parameters,
    };
    const { stackId } = await deploy({ ...request, ...(known && { stackId: known }) });
    return { ...place, outcome: { kind: 'current', stackId } };
  } catch (error) {
    const why = (error as Error).message;
    return { ...place, outcome: { kind: 'failed', why, ...(known && { stackId: known }) } };
  }
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
