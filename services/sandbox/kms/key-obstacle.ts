import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import type { ConditionContext } from '../iam/condition-context';
import { findKey, type KeyName, keyArn } from './find-key';
import { keyConditions } from './key-conditions';
import { policyOfKey } from './key-policy';
import { keyState } from './key-state';

/** Why an AWS service cannot encrypt with a key. A key that waits for its material counts as disabled. */
export type KeyObstacle = 'NotFound' | 'Disabled' | 'PendingDeletion' | 'NotAllowed';

export interface ServiceKeyUse {
  readonly key: KeyName;
  /** e.g. `cloudtrail.amazonaws.com` */
  readonly service: string;
  readonly actions: readonly string[];
  readonly context: ConditionContext;
}

/** Undefined: nothing is in the way. Also for a key the world never knew, because nothing is known against it. */
export function keyObstacle(world: World, use: ServiceKeyUse): KeyObstacle | undefined {
  const key = findKey(world, use.key);
  if (key === undefined) {
    return world.kms.deleted.has(keyArn(world, use.key)) ? 'NotFound' : undefined;
  }
  const state = keyState(key);
  if (state === 'PendingDeletion') return state;
  if (state !== 'Enabled') return 'Disabled';
  const { service, context } = use;
  const { accountId } = use.key;
  const allowed = use.actions.every((action) => {
    const decision = authorize(world, {
      principal: { kind: 'service', accountId, arn: service, service },
      action,
      resources: [key.arn],
      resourcePolicy: policyOfKey(key),
      context: { ...keyConditions(accountId), ...context },
    });
    return decision.kind === 'allowed';
  });
  return allowed ? undefined : 'NotAllowed';
}
