import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { accountOfCall } from '../account-of-call';
import { managedOrganization } from '../organization-of';
import { refuse } from '../refusals';
import { targetArn } from '../targets';

/** From now on other units' policies bind the account. */
export const moveAccount: Action = {
  readOnly: false,
  resource: ({ input }, world) => [
    targetArn(world, input.AccountId),
    targetArn(world, input.SourceParentId),
    targetArn(world, input.DestinationParentId),
  ],
  handle: (call, world) => {
    managedOrganization(world, call);
    const { id } = accountOfCall(world, call);
    const source = String(call.input.SourceParentId);
    const destination = String(call.input.DestinationParentId);
    if (world.organization.parents.get(id) !== source) throw refuse.sourceParentNotFound();
    if (!isParent(world, destination)) throw refuse.destinationParentNotFound();
    if (source === destination) throw refuse.duplicateAccount();
    world.organization.parents.set(id, destination);
    return {};
  },
};

function isParent({ organization: { organization, units } }: World, id: string): boolean {
  return organization?.rootId === id || units.has(id);
}
