import { Refusal, type World } from '../core/service';
import { authorize } from '../iam/authorize';
import { findRole } from '../iam/roles';
import { serviceSession, trustsService } from '../iam/service-principal';
import { type KeyObstacle, trailKeyObstacle } from '../kms/key-policy';
import { trailLogGroupObstacle } from '../logs/group-of-call';
import { organizationIdOf } from '../organizations/membership';
import { type DeliveryObstacle, deliveryObstacle } from '../s3/may-deliver';
import { trailTopicObstacle } from '../sns/trail-topic';
import { refusal } from './refusals';
import type { Destinations, TrailSettings } from './state';
import { cloudTrailPrincipal } from './trail';

/** What is in the way of a trail's deliveries; what is absent is not in the way. */
export interface Obstacles {
  readonly bucket: DeliveryObstacle | undefined;
  /** Where log files are signed: of their digests, which lie in a folder of their own. */
  readonly digests: DeliveryObstacle | undefined;
  readonly key: KeyObstacle | undefined;
  readonly topic: 'NotFound' | 'NotAllowed' | undefined;
  readonly logGroup: 'NotFound' | undefined;
  readonly logRole: LogRoleObstacle | undefined;
}

/** Names the world never knew are no obstacle: nothing is known against them. */
export function obstaclesOf(world: World, trail: Destinations): Obstacles {
  const { arn: trailArn, settings } = trail;
  const { kmsKeyId: keyId, snsTopicName: topic, cloudWatchLogsLogGroupArn: group } = settings;
  const bucket = bucketObstacle(world, trail);
  return {
    bucket,
    digests: settings.logFileValidationEnabled
      ? (bucket ?? bucketObstacle(world, trail, 'CloudTrail-Digest'))
      : undefined,
    key: keyId === undefined ? undefined : trailKeyObstacle(world, { keyId, trailArn }),
    topic: topic === undefined ? undefined : trailTopicObstacle(world, { topic, trailArn }),
    logGroup: group === undefined ? undefined : trailLogGroupObstacle(world, group),
    logRole: logRoleObstacle(world, trail),
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
      mayEncryptWith: (keyId) => trailKeyObstacle(world, { keyId, trailArn }) === undefined,
    }),
  });
}

/** `NotAssumable`: CloudTrail cannot become the role. `NotAllowed`: as the role it cannot write. */
type LogRoleObstacle = 'NotAssumable' | 'NotAllowed';

/**
 * Why CloudTrail cannot write to the trail's log group as the trail's role. Undefined: it can, or there never was
 * a role of that ARN. [D] cloudtrail-required-policy-for-cloudwatch-logs
 */
function logRoleObstacle(world: World, trail: Destinations): LogRoleObstacle | undefined {
  const { cloudWatchLogsRoleArn: roleArn, cloudWatchLogsLogGroupArn: group } = trail.settings;
  if (roleArn === undefined || group === undefined) return undefined;
  const role = findRole(world, roleArn);
  if (role === undefined) return world.iam.deletedRoles.has(roleArn) ? 'NotAssumable' : undefined;
  if (!trustsService(world, role, cloudTrailPrincipal)) return 'NotAssumable';
  const principal = serviceSession(world, role, 'CloudTrail');
  const stream = `${trail.accountId}_CloudTrail_${trail.homeRegion}`;
  const resources = [`${group.replace(/:\*$/, '')}:log-stream:${stream}`];
  const may = (action: string): boolean =>
    authorize(world, { principal, action, resources }).kind === 'allowed';
  return may('logs:CreateLogStream') && may('logs:PutLogEvents') ? undefined : 'NotAllowed';
}

/**
 * Refuses a trail that could not deliver, as CreateTrail and UpdateTrail do: all of its destinations
 * are looked at, also those that stay as they were [U].
 */
export function refuseObstacles(world: World, trail: Destinations): void {
  const obstacles = obstaclesOf(world, trail);
  const refused =
    bucketRefusal(obstacles, trail.settings) ??
    keyRefusal(obstacles, trail.settings) ??
    (obstacles.topic && refusal('InsufficientSnsTopicPolicyException')) ??
    logsRefusal(obstacles, trail);
  if (refused) throw refused;
}

/**
 * The policy's sentence is [R], reported by users; that of a missing bucket is [U]. For a trail with digests, a policy
 * that refuses only the digests refuses the trail [R].
 */
function bucketRefusal(
  { bucket: logs, digests }: Obstacles,
  { s3BucketName: name }: TrailSettings,
): Refusal | undefined {
  const bucket = logs ?? digests;
  if (bucket === undefined) return undefined;
  if (bucket === 'NoSuchBucket') {
    return new Refusal('S3BucketDoesNotExistException', `S3 bucket ${name} does not exist!`);
  }
  if (bucket === 'KMS.AccessDenied') {
    return new Refusal(
      'InsufficientEncryptionPolicyException',
      `Insufficient permissions to access S3 bucket ${name} or KMS key.`,
    );
  }
  return new Refusal(
    'InsufficientS3BucketPolicyException',
    `Incorrect S3 bucket policy is detected for bucket: ${name}`,
  );
}

function keyRefusal(
  { key }: Obstacles,
  { kmsKeyId, s3BucketName }: TrailSettings,
): Refusal | undefined {
  if (key === undefined) return undefined;
  if (key === 'NotFound') {
    return new Refusal('KmsKeyNotFoundException', `KMS key ${kmsKeyId} is not found.`);
  }
  // [R] reported by users of Terraform modules.
  if (key === 'NotAllowed') {
    return new Refusal(
      'InsufficientEncryptionPolicyException',
      `Insufficient permissions to access S3 bucket ${s3BucketName} or KMS key ${kmsKeyId}.`,
    );
  }
  // KmsKeyDisabledException is no longer in use [D API_UpdateTrail].
  return new Refusal(
    'KmsException',
    `There is an issue with the KMS key ${kmsKeyId}: ${key === 'Disabled' ? 'it is disabled' : 'it is pending deletion'}.`,
  );
}

/** The sentence of the trust is [R], reported by users; the other was recorded, for a missing group as well. */
function logsRefusal(
  { logGroup, logRole }: Obstacles,
  { homeRegion, settings }: Destinations,
): Refusal | undefined {
  const region = settings.cloudWatchLogsLogGroupArn?.split(':')[3];
  if (region !== undefined && region !== homeRegion)
    return new Refusal(
      'InvalidCloudWatchLogsLogGroupArnException',
      'You must specify a log group that is in the current region.',
    );
  if (logRole === 'NotAssumable') {
    return new Refusal(
      'InvalidCloudWatchLogsRoleArnException',
      'Access denied. Check the trust relationships for your role.',
    );
  }
  if (logRole === undefined && logGroup === undefined) return undefined;
  return new Refusal(
    'InvalidCloudWatchLogsLogGroupArnException',
    'Access denied. Verify in IAM that the role has adequate permissions.',
  );
}
