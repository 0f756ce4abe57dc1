import type { Notifications } from '../../../domain/bucket-configurations';
import { bucketName } from '../../../domain/log-bucket';
import { same } from '../../../domain/same';
import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { bucketChanged, judged } from '../bucket-changed';

const JUDGES = [
  judged(
    'logging',
    (must, is) => must.TargetBucket !== undefined && !same(must, is),
    ({ TargetBucket = 'none', TargetPrefix = '' }) => `${TargetBucket}/${TargetPrefix}`,
  ),
  judged('notifications', isQuieter),
];

/**
 * PutBucketLogging and PutBucketNotification turn on and off by the same call and record; an empty
 * body turns off. More notifications than there must be are no finding.
 */
export const silenceBucket: Technique<'log-bucket'> = {
  id: 'silence-bucket',
  title: 'Silence the log bucket',
  subject: 'log-bucket',
  severity: 'medium',
  row: 'S3-10',
  mitre: DISABLE_LOGS,
  events: {
    's3.amazonaws.com': ['PutBucketLogging', 'PutBucketNotification'],
  },
  parts: ['logging', 'notifications'],
  detect: bucketChanged({
    technique: 'silence-bucket',
    judges: JUDGES,
    sentence: (name, parts) => `Bucket ${name} is silenced (${parts.join(', ')}).`,
  }),
  drill: ({ id, region }) => [
    {
      call: 's3:PutBucketLogging',
      region,
      input: { Bucket: bucketName(id), BucketLoggingStatus: {} },
    },
    {
      call: 's3:PutBucketNotificationConfiguration',
      recordedAs: 'PutBucketNotification',
      region,
      input: { Bucket: bucketName(id), NotificationConfiguration: {} },
    },
  ],
};

/** Each of its destinations must still be told, and EventBridge too where it was. */
function isQuieter(must: Notifications, is: Notifications): boolean {
  const heard = told(is);
  return told(must).some((one) => !heard.some((other) => same(one, other)));
}

const told = (notifications: Notifications): readonly unknown[] =>
  Object.values(notifications).flatMap((value: unknown) =>
    Array.isArray(value) ? value : [{ EventBridgeConfiguration: value }],
  );
