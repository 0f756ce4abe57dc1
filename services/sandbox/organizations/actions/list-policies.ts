import type { Action } from '../../core/service';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';
import { readPolicyType } from '../policy-of-call';
import { policySummary } from '../policy-output';

/** AWS's own policy of a type is listed whether or not the type is enabled. */
export const listPolicies: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    administeredOrganization(world, call);
    const type = readPolicyType(call.input.Filter);
    const all = [...world.organization.policies.values()].filter((one) => one.type === type);
    const { items, next } = page(call, all);
    return { Policies: items.map(policySummary), ...next };
  },
};
