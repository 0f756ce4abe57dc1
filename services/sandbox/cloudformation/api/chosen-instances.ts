import type { Call } from '../../core/call';
import type { World } from '../../core/world';
import { targetAccounts } from '../target-accounts';
import { isValues } from '../template';
import { validationError } from '../validation-error';

export interface Chosen {
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
}

/** Accounts beneath the given units, with `Accounts` only or not those of them, and the given Regions. */
export function chosenInstances({ input }: Call, world: World): Chosen {
  const targets = isValues(input.DeploymentTargets) ? input.DeploymentTargets : {};
  const units = textsOf(targets.OrganizationalUnitIds);
  if (units.length === 0) {
    throw validationError('OrganizationalUnitIds are required for a SERVICE_MANAGED stack set');
  }
  const named = textsOf(targets.Accounts);
  const beneath = targetAccounts(world, units);
  const filter = targets.AccountFilterType ?? 'NONE';
  const accountIds =
    filter === 'NONE'
      ? beneath
      : beneath.filter((id) => named.includes(id) === (filter === 'INTERSECTION'));
  return { accountIds, regions: textsOf(input.Regions) };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
