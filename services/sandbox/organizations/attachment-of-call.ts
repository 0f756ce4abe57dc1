import type { Call } from '../core/call';
import type { Action } from '../core/service';
import type { World } from '../core/world';
import { policiesAttachedTo } from './attachments';
import { policyTypeCondition } from './condition-keys';
import { managedOrganization } from './organization-of';
import type { Policy } from './policy';
import { policyArn, policyOfCall } from './policy-of-call';
import { refuse } from './refusals';
import { targetArn, targetOf } from './targets';

export interface Attachment {
  readonly policy: Policy;
  readonly targetId: string;
  /** Ids of what is attached to the target, of the policy's type. */
  readonly attached: readonly string[];
}

/** The policy and the target that AttachPolicy and DetachPolicy name. */
export function attachmentOfCall(world: World, call: Call): Attachment {
  managedOrganization(world, call);
  const policy = policyOfCall(world, call);
  const targetId = String(call.input.TargetId);
  if (!targetOf(world, targetId)) throw refuse.targetNotFound();
  if (!world.organization.enabledPolicyTypes.has(policy.type)) {
    throw refuse.policyTypeNotEnabled(policy.type);
  }
  const attached = policiesAttachedTo(world, targetId, policy.type).map(({ id }) => id);
  return { policy, targetId, attached };
}

/** The caller needs both the policy and the target. */
export const attachmentPermission: Pick<Action, 'resource' | 'conditions'> = {
  resource: (call, world) => [policyArn(call, world), targetArn(world, call.input.TargetId)],
  conditions: ({ input }, world) =>
    policyTypeCondition(world.organization.policies.get(String(input.PolicyId))?.type),
};
