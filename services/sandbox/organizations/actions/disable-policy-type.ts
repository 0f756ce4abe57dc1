import type { Action } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import { detachAllOf } from '../attachments';
import { policyTypeOfCall, policyTypePermission } from '../policy-type-of-call';
import { refuse } from '../refusals';
import { rootOutput } from '../root-output';

/** The answer still says ENABLED, as the public record does (techniques ORG-05); ListRoots no longer. */
export const disablePolicyType: Action = {
  readOnly: false,
  ...policyTypePermission,
  handle: (call, world) => {
    const { organization, type } = policyTypeOfCall(world, call);
    const { enabledPolicyTypes } = world.organization;
    if (!enabledPolicyTypes.has(type)) throw refuse.policyTypeNotEnabled(type);
    const Root = rootOutput(world, organization);
    detachAllOf(world, type);
    enabledPolicyTypes.delete(type);
    return { Root };
  },
  record: answerInRecord,
};
