import { randomUUID } from 'node:crypto';
import { checkPolicy } from '../../iam/check-policy';
import { kmsOf } from '../../kms/state';
import { policyProperty } from '../policy-property';
import type { ResourceType } from '../resource-type';

/** A key's policy decides who may send to and receive from a queue that it encrypts; nothing is encrypted. */
export const kmsKey: ResourceType = {
  type: 'AWS::KMS::Key',
  properties: [
    'Description',
    'EnableKeyRotation',
    'Enabled',
    'KeyPolicy',
    'KeySpec',
    'KeyUsage',
    'PendingWindowInDays',
    'RotationPeriodInDays',
    'Tags',
  ],
  create: ({ deployment: { world, accountId, region }, properties }) => {
    const policy = policyProperty(properties, 'KeyPolicy');
    checkPolicy(policy);
    const keyId = randomUUID();
    const arn = `arn:aws:kms:${region}:${accountId}:key/${keyId}`;
    kmsOf(world).keys.set(arn, { arn, keyId, accountId, region, policy });
    return { physicalId: keyId, attributes: { Arn: arn, KeyId: keyId } };
  },
  remove: ({ deployment: { world, accountId, region }, physicalId }) => {
    kmsOf(world).keys.delete(`arn:aws:kms:${region}:${accountId}:key/${physicalId}`);
  },
};
