import { Refusal, type World } from '../core/service';
import { type Obstacles, obstaclesOf } from './obstacles';
import type { Destinations, TrailSettings } from './state';

/**
 * Refuses a trail that could not deliver, as CreateTrail and UpdateTrail do: all of its destinations
 * are looked at, also those that stay as they were [U].
 */
export function refuseObstacles(world: World, trail: Destinations): void {
  const obstacles = obstaclesOf(world, trail);
  const refusal =
    bucketRefusal(obstacles, trail.settings) ??
    keyRefusal(obstacles, trail.settings) ??
    topicRefusal(obstacles) ??
    logsRefusal(obstacles);
  if (refusal) throw refusal;
}

/**
 * The policy's sentence is [R], reported by users; that of a missing bucket is [U]. For a trail with digests, a policy
 * that refuses only the digests refuses the trail [R].
 */
function bucketRefusal(
  { bucket: logs, digests }: Obstacles,
  settings: TrailSettings,
): Refusal | undefined {
  const name = settings.s3BucketName;
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

function keyRefusal({ key }: Obstacles, settings: TrailSettings): Refusal | undefined {
  const { kmsKeyId, s3BucketName } = settings;
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

/** AWS does not say which of the two it is [U]. */
function topicRefusal({ topic }: Obstacles): Refusal | undefined {
  if (topic === undefined) return undefined;
  return new Refusal(
    'InsufficientSnsTopicPolicyException',
    'SNS Topic does not exist or the topic policy is incorrect!',
  );
}

/** The sentence of the trust is [R], reported by users; the other was recorded, for a missing group as well. */
function logsRefusal({ logGroup, logRole }: Obstacles): Refusal | undefined {
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
