import type { Configuration } from '../configuration';
import { S3Refusal } from '../refusals';
import { elementOf, textOf } from '../xml-values';

/** An empty status turns access logging off. Kept and given back; no access log is written. */
export const logging: Configuration = {
  name: 'logging',
  root: 'BucketLoggingStatus',
  get: {
    action: 'GetBucketLogging',
    permission: 'GetBucketLogging',
    eventName: 'GetBucketLogging',
  },
  put: {
    action: 'PutBucketLogging',
    permission: 'PutBucketLogging',
    eventName: 'PutBucketLogging',
  },
  absent: () => ({}),
  accept: ({ LoggingEnabled }, { bucket, world }) => {
    if (LoggingEnabled === undefined) return {};
    const target = world.s3.buckets.get(textOf(elementOf(LoggingEnabled).TargetBucket) ?? '');
    if (target?.accountId !== bucket.accountId || target.region !== bucket.region) {
      throw invalidTarget();
    }
    return { LoggingEnabled };
  },
};

function invalidTarget() {
  return new S3Refusal({
    code: 'InvalidTargetBucketForLogging',
    message:
      'The target bucket for logging does not exist, is not owned by you, or does not have the appropriate grants for the log-delivery group.',
    status: 400,
  });
}
