import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { evaluate } from '../iam/evaluate';
import type { PolicyDocument, ResourcePolicy } from '../iam/policy-document';
import { requestContext } from '../iam/request-context';
import { keyConditions } from './key-conditions';
import { refuse } from './refusals';
import type { Key } from './state';

/** What a key gets that is made without a policy. [D] key-policy-default */
export function defaultPolicy(accountId: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
}

/** A key may be used only as its policy says; IAM policies count where it names the account. [D] key-policies */
export function policyOfKey(key: Key): ResourcePolicy {
  return { ownerAccountId: key.accountId, document: key.policy, mandatory: true };
}

interface Lock {
  readonly arn: string;
  readonly policy: PolicyDocument;
  readonly principal: Principal;
}

/** Refuses a policy under which the caller could not put another one. [D] prevent-unmanageable-key */
export function refuseLockout(world: World, { arn, policy, principal }: Lock): void {
  const verdict = evaluate([policy], 'resource', {
    principal,
    action: 'kms:PutKeyPolicy',
    resource: arn,
    context: { ...requestContext(world, principal), ...keyConditions(principal.accountId) },
  });
  if (verdict === 'silent' || verdict === 'denied') throw refuse.lockedOut();
}
