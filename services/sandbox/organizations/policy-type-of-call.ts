import type { Call } from '../core/call';
import type { Action } from '../core/service';
import type { World } from '../core/world';
import { policyTypeCondition } from './condition-keys';
import { managedOrganization } from './organization-of';
import type { PolicyType } from './policy';
import { readPolicyType } from './policy-of-call';
import { refuse } from './refusals';
import type { Organization } from './state';
import { targetArn } from './targets';

/** The root and the policy type that EnablePolicyType and DisablePolicyType name. */
export function policyTypeOfCall(
  world: World,
  call: Call,
): { readonly organization: Organization; readonly type: PolicyType } {
  const organization = managedOrganization(world, call);
  if (call.input.RootId !== organization.rootId) throw refuse.rootNotFound();
  return { organization, type: readPolicyType(call.input.PolicyType) };
}

export const policyTypePermission: Pick<Action, 'resource' | 'conditions'> = {
  resource: ({ input }, world) => targetArn(world, input.RootId),
  conditions: ({ input }) => policyTypeCondition(input.PolicyType),
};
