import type { Call, World } from '../core/service';
import { authorize } from '../iam/authorize';
import { findKey } from './find-key';
import { keyConditions } from './key-conditions';
import { policyOfKey } from './key-policy';
import { keyState } from './key-state';

/** Whether the caller may have a service decrypt with this key. One that is gone or not enabled lets no one. */
export function mayDecrypt(world: World, call: Call, keyId: string): boolean {
  const { accountId, region, principal, service } = call;
  const key = findKey(world, { accountId, region, keyId });
  if (key === undefined || keyState(key) !== 'Enabled') return false;
  const context = {
    ...keyConditions(accountId),
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
  };
  const resourcePolicy = policyOfKey(key);
  const request = {
    principal,
    action: 'kms:Decrypt',
    resources: [key.arn],
    resourcePolicy,
    context,
  };
  return authorize(world, request).kind === 'allowed';
}
