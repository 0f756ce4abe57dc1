import type { Call } from '../core/call';
import type { World } from '../core/world';
import type { ManagedPolicy, PolicyVersion } from './managed-policy';
import { arnInput, textInput } from './read-input';
import { refuse } from './refusals';

export function policyArnOfCall(call: Call): string {
  return textInput(call, 'PolicyArn') ?? '*';
}

/** A policy of the caller's account or of AWS; another account's is as if it were not there. */
export function policyOfCall(call: Call, world: World): ManagedPolicy {
  const arn = arnInput(call, 'PolicyArn');
  const found = world.iam.managedPolicies.get(arn);
  if (found && (found.accountId === call.accountId || found.accountId === 'aws')) return found;
  throw refuse.policyNotFound(arn);
}

/** Refuses a policy AWS manages, too. */
export function ownPolicyOfCall(call: Call, world: World): ManagedPolicy {
  const policy = policyOfCall(call, world);
  if (policy.accountId === call.accountId) return policy;
  throw refuse.policyNotFound(policy.arn);
}

export function versionOfCall(call: Call, policy: ManagedPolicy): PolicyVersion {
  const id = textInput(call, 'VersionId') ?? '';
  const found = policy.versions.get(id);
  if (found) return found;
  throw refuse.versionNotFound(policy.arn, id);
}
