import { type Call, Refusal, type World } from '../../core/service';
import { authorize } from '../../iam/authorize';
import { accessDenied } from '../../iam/require-permission';
import { findKey, keyState } from '../../kms/find-key';
import { keyConditions, policyOfKey } from '../../kms/key-policy';
import type { Bucket } from '../state';

const header = 'x-amz-server-side-encryption-aws-kms-key-id';

export interface KeyNeed {
  readonly bucket: Bucket;
  /** The object's headers; without a customer-managed key in them nothing is needed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly action: 'kms:GenerateDataKey' | 'kms:Decrypt';
}

/** Refuses a caller who may not use the object's key, and a key that cannot be used. One this world never had is good. */
export function requireKey(call: Call, world: World, { bucket, headers, action }: KeyNeed): void {
  const { accountId, region } = bucket;
  const key = findKey(world, { accountId, region, keyId: headers[header] ?? '' });
  if (key === undefined) return;
  if (keyState(key) !== 'Enabled') {
    throw new Refusal('KMS.DisabledException', `${key.arn} is not enabled.`, 400);
  }
  const { principal } = call;
  const decision = authorize(world, {
    principal,
    action,
    resources: [key.arn],
    resourcePolicy: policyOfKey(key),
    context: { ...keyConditions(call.accountId), 'kms:ViaService': `s3.${region}.amazonaws.com` },
  });
  if (decision.kind === 'allowed') return;
  throw accessDenied({ principal, action, protocol: 'query', ...decision });
}
