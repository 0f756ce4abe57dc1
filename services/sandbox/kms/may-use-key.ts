import type { Principal } from '../core/principal';
import type { World } from '../core/world';
import { authorize } from '../iam/authorize';
import type { ConditionContext } from '../iam/condition-context';
import { findKey } from './state';

export interface KeyUse {
  readonly keyId: string;
  /** Where the key is looked for: the queue's account and Region. */
  readonly queue: { readonly accountId: string; readonly region: string };
  readonly principal: Principal;
  readonly context: ConditionContext;
}

/**
 * Whether a sender may encrypt with the key of a queue. A key that does not exist lets nobody in, and
 * neither does AWS's own `alias/aws/sqs`, whose policy cannot name EventBridge. [D] eb-targets
 */
export function mayUseKey(world: World, { keyId, queue, principal, context }: KeyUse): boolean {
  const key = findKey(world, { keyId, ...queue });
  if (key === undefined) return false;
  return ['kms:GenerateDataKey', 'kms:Decrypt'].every((action) => {
    const decision = authorize(world, {
      principal,
      action,
      resources: [key.arn],
      resourcePolicy: { ownerAccountId: key.accountId, document: key.policy },
      context,
    });
    return decision.kind === 'allowed';
  });
}
