import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import type { ConditionContext } from '../iam/condition-context';
import { findKey } from './find-key';
import { keyConditions } from './key-conditions';
import { policyOfKey } from './key-policy';
import { keyState } from './key-state';

export interface KeyUse {
  readonly keyId: string;
  /** Where the key is looked for: the queue's account and Region. */
  readonly queue: { readonly accountId: string; readonly region: string };
  readonly principal: Principal;
  /** e.g. `kms:Decrypt` to receive, and `kms:GenerateDataKey` too to send. */
  readonly actions: readonly string[];
  readonly context?: ConditionContext;
}

/**
 * Whether a caller may use the key of a queue. A key that does not exist or is not enabled lets no one
 * in, and neither does AWS's own `alias/aws/sqs`, whose policy cannot name EventBridge. [D] eb-targets
 */
export function mayUseKey(world: World, use: KeyUse): boolean {
  const { principal, queue } = use;
  const key = findKey(world, { ...queue, keyId: use.keyId });
  if (key === undefined || keyState(key) !== 'Enabled') return false;
  const context = {
    ...keyConditions(principal.accountId),
    ...use.context,
    'kms:ViaService': `sqs.${queue.region}.amazonaws.com`,
  };
  return use.actions.every((action) => {
    const resourcePolicy = policyOfKey(key);
    const request = { principal, action, resources: [key.arn], resourcePolicy, context };
    return authorize(world, request).kind === 'allowed';
  });
}
