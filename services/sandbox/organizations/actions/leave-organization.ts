import type { Action } from '../../core/service';
import { depart } from '../depart';
import { organizationOf } from '../organization-of';

/** The last thing that the organization's trail tells of the account. */
export const leaveOrganization: Action = {
  readOnly: false,
  resource: () => '*',
  handle: (call, world) => {
    depart(world, organizationOf(world, call), call.accountId, 'LEFT');
    return {};
  },
};
