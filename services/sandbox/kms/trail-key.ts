import type { World } from '../core/service';
import { type KeyObstacle, keyObstacle } from './key-policy';

export interface TrailKey {
  /** As the trail names it: ARN, id or alias, the latter two of the trail's own account and home Region. */
  readonly keyId: string;
  readonly trailArn: string;
}

/**
 * Why CloudTrail cannot encrypt a trail's files. Undefined: it can, or the world never knew the key.
 * [D] create-kms-key-policy-for-cloudtrail
 */
export function trailKeyObstacle(
  world: World,
  { keyId, trailArn }: TrailKey,
): KeyObstacle | undefined {
  const [, , , region = '', accountId = ''] = trailArn.split(':');
  return keyObstacle(world, {
    key: { keyId, accountId, region },
    service: 'cloudtrail.amazonaws.com',
    actions: ['kms:GenerateDataKey'],
    context: {
      'aws:SourceArn': trailArn,
      'aws:SourceAccount': accountId,
      'kms:EncryptionContext:aws:cloudtrail:arn': trailArn,
    },
  });
}
