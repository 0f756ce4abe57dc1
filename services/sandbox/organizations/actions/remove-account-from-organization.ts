import type { Action } from '../../core/service';
import { accountOfCall, accountResource } from '../account-of-call';
import { depart } from '../depart';
import { managedOrganization } from '../organization-of';

export const removeAccountFromOrganization: Action = {
  readOnly: false,
  resource: accountResource,
  handle: (call, world) => {
    const organization = managedOrganization(world, call);
    depart(world, organization, accountOfCall(world, call).id, 'REMOVED');
    return {};
  },
};
