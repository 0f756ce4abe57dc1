import type { Action } from '../../core/service';
import { policiesAttachedTo } from '../attachments';
import { administeredOrganization } from '../organization-of';
import { page } from '../page';
import { readPolicyType } from '../policy-of-call';
import { policySummary } from '../policy-output';
import { refuse } from '../refusals';
import { targetArn, targetOf } from '../targets';

/** What is attached to the target itself; what it inherits is not listed [D API_ListPoliciesForTarget]. */
export const listPoliciesForTarget: Action = {
  readOnly: true,
  resource: ({ input }, world) => targetArn(world, input.TargetId),
  handle: (call, world) => {
    administeredOrganization(world, call);
    const type = readPolicyType(call.input.Filter);
    const target = targetOf(world, String(call.input.TargetId));
    if (!target) throw refuse.targetNotFound();
    const { items, next } = page(call, policiesAttachedTo(world, target.TargetId, type));
    return { Policies: items.map(policySummary), ...next };
  },
};
