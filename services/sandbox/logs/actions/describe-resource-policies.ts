import type { Action } from '../../core/service';
import { pageOf } from '../page';
import { resourcePoliciesOf } from '../resource-policies';

export const describeResourcePolicies: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    const policies = resourcePoliciesOf(call, world).values();
    const { items, rest } = pageOf(call.input, policies, ({ policyName }) => policyName);
    return { resourcePolicies: items, ...rest };
  },
};
