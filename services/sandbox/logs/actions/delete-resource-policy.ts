import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { refuse } from '../refusals';
import { resourcePoliciesOf } from '../resource-policies';

export const deleteResourcePolicy: Action = {
  readOnly: false,
  resource: () => '*',
  handle: (call, world) => {
    const policyName = requiredText(call.input, 'policyName');
    if (!resourcePoliciesOf(call, world).delete(policyName))
      throw refuse.policyNotFound(policyName);
    return {};
  },
};
