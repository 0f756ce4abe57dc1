import type { World } from '../core/service';
import { builtins } from './builtin-policies';
import type { Policy, PolicyType } from './policy';

/** Policies of a type attached to the root, unit or account itself, oldest first. */
export function policiesAttachedTo(
  world: World,
  targetId: string,
  type: PolicyType,
): readonly Policy[] {
  const { attachments, policies } = world.organization;
  return [...(attachments.get(targetId) ?? [])]
    .flatMap((id) => policies.get(id) ?? [])
    .filter((policy) => policy.type === type);
}

/** Ids of every root, unit and account the policy is attached to. */
export function targetsOf(world: World, policyId: string): readonly string[] {
  return [...world.organization.attachments]
    .filter(([, policies]) => policies.has(policyId))
    .map(([target]) => target);
}

/** Asks nothing; attaching twice changes nothing. */
export function attach(world: World, policyId: string, targetId: string): void {
  const { attachments } = world.organization;
  const attached = attachments.get(targetId) ?? new Set<string>();
  attachments.set(targetId, attached.add(policyId));
}

export function detach(world: World, policyId: string, targetId: string): void {
  world.organization.attachments.get(targetId)?.delete(policyId);
}

/** AWS's own policy of every enabled type: a new root, unit or account has it from the start. */
export function attachBuiltins(world: World, targetId: string): void {
  for (const type of world.organization.enabledPolicyTypes) {
    attach(world, builtins[type].id, targetId);
  }
}

/** What disabling a type does everywhere; nothing remembers the attachments [D orgs_manage_policies_enable-disable]. */
export function detachAllOf(world: World, type: PolicyType): void {
  const { attachments, policies } = world.organization;
  for (const attached of attachments.values()) {
    for (const id of attached) {
      if (policies.get(id)?.type === type) attached.delete(id);
    }
  }
}
