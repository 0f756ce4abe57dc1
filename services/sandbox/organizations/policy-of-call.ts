import type { Call } from '../core/call';
import { NotEmulated } from '../core/not-emulated';
import type { World } from '../core/world';
import { type Policy, type PolicyType, policyTypes } from './policy';
import { refuse } from './refusals';

/** The policy a call names by `PolicyId`. */
export function policyOfCall(world: World, { input }: Call): Policy {
  const policy = world.organization.policies.get(String(input.PolicyId));
  if (!policy) throw refuse.policyNotFound();
  return policy;
}

/** As `policyOfCall`; AWS's own policies cannot be changed. */
export function ownPolicyOfCall(world: World, call: Call): Policy {
  const policy = policyOfCall(world, call);
  if (policy.awsManaged) throw refuse.policyChangesNotAllowed();
  return policy;
}

/** ARN that identity policies are asked about; `*` when no policy has that id. */
export function policyArn({ input }: Call, world: World): string {
  return world.organization.policies.get(String(input.PolicyId))?.arn ?? '*';
}

/** Access policies only; AWS's other types (tags, backups, declarative …) are refused loudly. */
export function readPolicyType(written: unknown): PolicyType {
  const type = policyTypes.find((one) => one === written);
  if (type) return type;
  if (typeof written === 'string' && /^[A-Z0-9_]+_POLICY[A-Z0-9_]*$/.test(written)) {
    throw new NotEmulated(
      `sandbox: organizations policies of type ${written} are not emulated; add them in services/sandbox/organizations/policy.ts`,
    );
  }
  throw refuse.invalidInput('You specified an invalid policy type.');
}
