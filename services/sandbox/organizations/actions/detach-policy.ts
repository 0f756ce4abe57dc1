import type { Action } from '../../core/service';
import { attachmentOfCall, attachmentPermission } from '../attachment-of-call';
import { detach } from '../attachments';
import { refuse } from '../refusals';

export const detachPolicy: Action = {
  readOnly: false,
  ...attachmentPermission,
  handle: (call, world) => {
    const { policy, targetId, attached } = attachmentOfCall(world, call);
    if (!attached.includes(policy.id)) throw refuse.policyNotAttached();
    // [D] orgs_manage_policies_rcps: RCPFullAWSAccess cannot be detached.
    if (policy.awsManaged && policy.type === 'RESOURCE_CONTROL_POLICY') {
      throw refuse.constraintViolation('You cannot detach the RCPFullAWSAccess policy.');
    }
    if (attached.length === 1) throw refuse.lastPolicy();
    detach(world, policy.id, targetId);
    return {};
  },
};
