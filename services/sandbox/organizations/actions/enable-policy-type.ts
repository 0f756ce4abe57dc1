import type { Action } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import { attach } from '../attachments';
import { builtins } from '../builtin-policies';
import { policyTypeOfCall, policyTypePermission } from '../policy-type-of-call';
import { refuse } from '../refusals';
import { rootOutput } from '../root-output';

/** Attaches AWS's own policy everywhere; attachments from before do not come back [D orgs_manage_policies_enable-disable]. */
export const enablePolicyType: Action = {
  readOnly: false,
  ...policyTypePermission,
  handle: (call, world) => {
    const { organization, type } = policyTypeOfCall(world, call);
    const { enabledPolicyTypes, parents } = world.organization;
    if (enabledPolicyTypes.has(type)) throw refuse.policyTypeAlreadyEnabled();
    enabledPolicyTypes.add(type);
    for (const target of [organization.rootId, ...parents.keys()]) {
      attach(world, builtins[type].id, target);
    }
    return { Root: rootOutput(world, organization) };
  },
  record: answerInRecord,
};
