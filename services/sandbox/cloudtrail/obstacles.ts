import type { World } from '../core/world';
import type { KeyObstacle } from '../kms/key-obstacle';
import { trailKeyObstacle } from '../kms/trail-key';
import { trailLogGroupObstacle } from '../logs/trail-log-group';
import { organizationIdOf } from '../organizations/membership';
import { type DeliveryObstacle, deliveryObstacle } from '../s3/may-deliver';
import { trailTopicObstacle } from '../sns/trail-topic';
import type { Destinations } from './destinations';
import { type LogRoleObstacle, logRoleObstacle } from './log-role';

/** What is in the way of a trail's deliveries; what is absent is not in the way. */
export interface Obstacles {
  readonly bucket?: DeliveryObstacle;
  /** Where log files are signed: of their digests, which lie in a folder of their own. */
  readonly digests?: DeliveryObstacle;
  readonly key?: KeyObstacle;
  readonly topic?: 'NotFound' | 'NotAllowed';
  readonly logGroup?: 'NotFound';
  readonly logRole?: LogRoleObstacle;
}

/** Names the world never knew are no obstacle: nothing is known against them. */
export function obstaclesOf(world: World, trail: Destinations): Obstacles {
  const { kmsKeyId: keyId, snsTopicName, cloudWatchLogsLogGroupArn: group } = trail.settings;
  const bucket = bucketObstacle(world, trail);
  const digests = trail.settings.logFileValidationEnabled
    ? (bucket ?? bucketObstacle(world, trail, 'CloudTrail-Digest'))
    : undefined;
  const key = keyId === undefined ? undefined : keyObstacle(world, trail, keyId);
  const topic =
    snsTopicName === undefined
      ? undefined
      : trailTopicObstacle(world, { topic: snsTopicName, trailArn: trail.arn });
  const logGroup = group === undefined ? undefined : trailLogGroupObstacle(world, group);
  const logRole = logRoleObstacle(world, trail);
  return {
    ...(bucket && { bucket }),
    ...(digests && { digests }),
    ...(key && { key }),
    ...(topic && { topic }),
    ...(logGroup && { logGroup }),
    ...(logRole && { logRole }),
  };
}

/** A trail with a key of its own does not use the bucket's. */
function bucketObstacle(
  world: World,
  trail: Destinations,
  folder: 'CloudTrail' | 'CloudTrail-Digest' = 'CloudTrail',
): DeliveryObstacle | undefined {
  const { arn: trailArn, accountId, homeRegion: region, settings } = trail;
  const { s3BucketName: bucketName, s3KeyPrefix: keyPrefix, kmsKeyId } = settings;
  const organizationId = settings.isOrganizationTrail
    ? organizationIdOf(world, accountId)
    : undefined;
  return deliveryObstacle(world, {
    bucketName,
    trailArn,
    accountId,
    region,
    folder,
    ...(keyPrefix !== undefined && { keyPrefix }),
    ...(organizationId !== undefined && { organizationId }),
    ...(kmsKeyId === undefined && {
      mayEncryptWith: (keyId) => keyObstacle(world, trail, keyId) === undefined,
    }),
  });
}

function keyObstacle(world: World, { arn }: Destinations, keyId: string): KeyObstacle | undefined {
  return trailKeyObstacle(world, { keyId, trailArn: arn });
}
