import type { Call } from '../../core/call';
import type { World } from '../../core/world';
import { isDelegatedAdministrator, isManagementAccount } from '../../organizations/membership';
import type { StackSet } from '../stack-set';
import { cloudFormationOf } from '../state';
import { validationError } from '../validation-error';
import { stackSetNotFound } from './refusals';

const principal = 'member.org.stacksets.cloudformation.amazonaws.com';

/** By name or id, in the caller's Region; only for who administers StackSets [D stacksets-orgs-delegated-admin]. */
export function stackSetOfCall(call: Call, world: World): StackSet {
  checkAdministrator(call, world);
  const found = known(call, world);
  if (found) return found;
  throw stackSetNotFound(String(call.input.StackSetName));
}

/** What policies are asked about, in the account the StackSet was made from. */
export function stackSetArn(call: Call, world: World): string {
  const found = known(call, world);
  const owner = found?.owner.accountId ?? call.accountId;
  const name = found ? `${found.name}:${found.id}` : String(call.input.StackSetName);
  return `arn:aws:cloudformation:${call.region}:${owner}:stackset/${name}`;
}

function known({ input, region }: Call, world: World): StackSet | undefined {
  return cloudFormationOf(world).stackSets.find(
    ({ name, id, owner }) =>
      owner.region === region && [name, `${name}:${id}`].includes(String(input.StackSetName)),
  );
}

function checkAdministrator({ accountId, input }: Call, world: World): void {
  const asDelegate = input.CallAs === 'DELEGATED_ADMIN';
  const allowed = asDelegate
    ? isDelegatedAdministrator(world, accountId, principal)
    : isManagementAccount(world, accountId);
  if (allowed) return;
  throw validationError(
    asDelegate
      ? `Account used is not a delegated administrator of ${principal}`
      : 'You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set',
  );
}
