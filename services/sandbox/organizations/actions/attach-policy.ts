import type { Action } from '../../core/service';
import { attachmentOfCall, attachmentPermission } from '../attachment-of-call';
import { attach } from '../attachments';
import type { PolicyType } from '../policy';
import { refuse } from '../refusals';

/** Policies of a type on one target, AWS's own included [D orgs_reference_limits]. */
const limits: Readonly<Record<PolicyType, number>> = {
  SERVICE_CONTROL_POLICY: 10,
  RESOURCE_CONTROL_POLICY: 5,
};

export const attachPolicy: Action = {
  readOnly: false,
  ...attachmentPermission,
  handle: (call, world) => {
    const { policy, targetId, attached } = attachmentOfCall(world, call);
    if (attached.includes(policy.id)) throw refuse.duplicateAttachment();
    if (attached.length >= limits[policy.type]) {
      throw refuse.constraintViolation(
        'You have attached the maximum number of policies of this type to the specified target.',
      );
    }
    attach(world, policy.id, targetId);
    return {};
  },
};
