import type { DeliveryWay } from '../../domain/delivery';
import type { Subject } from '../../domain/subject';
import type { TrailSettings } from '../../domain/trail';
import { pasteable } from '../../tampering/reported/facts';

/** What a person can do about one way that does not deliver; `error` is AWS's, absent where AWS names none. */
export function deliveryGuidance(
  way: DeliveryWay,
  { id, accountId, region }: Subject<'trail'>,
  settings: TrailSettings,
  error: string | undefined,
): readonly string[] {
  return [
    `What CloudTrail says, in ${accountId}: aws cloudtrail get-trail-status --region ${region} --name ${pasteable(id, 'trail')}`,
    ...(error ? (meaningOf(error) ?? []) : [UNEXPLAINED[way]]),
    ...commands(way, settings, region),
    'It is no step of ours to repair: what a baseline knows of bucket, key, log group and topic is put back by their own incidents. This one ends by itself when something arrives again.',
  ];
}

/** A time-out is no error in the status: only the lateness shows it. [D] API_GetTrailStatus */
const UNEXPLAINED: Readonly<Record<DeliveryWay, string>> = {
  files:
    'AWS names no error; of a time-out it never does. A trail with nothing to record (data events or writes only) is silent too: with log file validation its digests would tell.',
  digests: 'AWS names no error. Was validation turned off and on, or the trail made anew?',
  logs: 'AWS names no error, and the bucket gets files. Look for throttling of the log group.',
  notifications: 'AWS names no error, and the bucket gets files.',
};

/** Codes of S3, KMS and SNS; another code is shown by its own name. */
const MEANINGS: readonly (readonly [code: RegExp, means: string])[] = [
  [/^NoSuchBucket$/, 'The bucket is gone: make it again under its name before a stranger does.'],
  [
    /^AccessDenied$/,
    'Bucket policy or key policy shuts CloudTrail out: a statement is missing, one denies, or aws:SourceArn names another trail.',
  ],
  [/KMS.*Disabled/, 'The key is disabled: enable it, or find out who did.'],
  [/KMS.*(InvalidState|Pending)/, 'The key waits for its deletion: cancel that.'],
  [/KMS.*NotFound/, 'The key is gone: the trail needs another one, given on purpose.'],
  [/KMS/, 'The key does not let CloudTrail encrypt.'],
  [/^(NotFound|NoSuchTopic)/, 'The topic is gone.'],
  [/^AuthorizationError$/, 'The policy of the topic does not let CloudTrail publish.'],
  [/^Access denied/i, 'The role of the log group may not write, or does not trust CloudTrail.'],
];

function meaningOf(error: string): readonly string[] | undefined {
  const means = MEANINGS.find(([code]) => code.test(error))?.[1];
  return means === undefined ? undefined : [means];
}

function commands(
  way: DeliveryWay,
  { s3BucketName, kmsKeyId, ...settings }: TrailSettings,
  region: string,
): readonly string[] {
  const bucket = pasteable(s3BucketName, 'bucket');
  const key = kmsKeyId && pasteable(kmsKeyId, 'key');
  switch (way) {
    case 'files':
    case 'digests':
      return [
        `The bucket, in the account that owns it: aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text`,
        ...(key
          ? [
              `The key: aws kms describe-key --region ${region} --key-id ${key}; aws kms get-key-policy --region ${region} --key-id ${key} --query Policy --output text`,
            ]
          : []),
      ];
    case 'logs':
      return [
        `The log group: aws logs describe-log-groups --region ${region} --log-group-identifiers ${pasteable(settings.cloudWatchLogsLogGroupArn?.replace(/:\*$/, ''), 'log-group')}`,
        `Its role: aws iam get-role --role-name ${pasteable(settings.cloudWatchLogsRoleArn?.split('/').at(-1), 'role')}`,
      ];
    case 'notifications':
      return [
        `The topic: aws sns get-topic-attributes --region ${region} --topic-arn ${pasteable(settings.snsTopicArn, 'topic')} --query Attributes.Policy --output text`,
      ];
  }
}
