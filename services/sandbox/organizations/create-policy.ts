import { randomBytes } from 'node:crypto';
import type { World } from '../core/service';
import { readPolicyText } from '../iam/check-policy';
import type { PolicyDocument } from '../iam/policy-document';
import { refuse } from './refusals';
import type { Policy, PolicyType } from './state';

interface NewPolicy {
  readonly type: PolicyType;
  readonly name: string;
  readonly description: string;
  readonly content: string;
}

/** A policy that is attached to nothing yet. Refuses content the evaluator could not judge. */
export function createPolicy(world: World, policy: NewPolicy): Policy {
  const { organization, policies } = world.organization;
  const id = `p-${randomBytes(5).toString('hex')}`;
  const owner = `arn:aws:organizations::${organization?.managementAccountId}`;
  const created: Policy = {
    ...policy,
    id,
    arn: `${owner}:policy/${organization?.id}/${policy.type.toLowerCase()}/${id}`,
    document: readPolicyContent(policy.content),
    awsManaged: false,
  };
  policies.set(id, created);
  return created;
}

export const readPolicyContent = (content: string): PolicyDocument =>
  readPolicyText(content, {
    notJson: refuse.malformedPolicyDocument,
    noStatements: refuse.malformedPolicyDocument,
    malformed: refuse.malformedPolicyDocument,
  });
