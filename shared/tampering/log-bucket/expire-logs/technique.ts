import { bucketName } from '../../../domain/log-bucket';
import { calling, type Technique } from '../../../domain/technique';
import { bucketChanged, judged } from '../bucket-changed';
import { expiresSooner } from '../expires-sooner';

const LIFECYCLE = judged('lifecycle', expiresSooner, ({ Rules }) => JSON.stringify(Rules));

/**
 * PutBucketLifecycleConfiguration with a rule that expires log files: AWS deletes them by itself, and
 * writes no record of any deletion. The record of the call has the older name PutBucketLifecycle.
 */
export const expireLogs: Technique<'log-bucket'> = {
  id: 'expire-logs',
  title: 'Expire log files by a lifecycle rule',
  subject: 'log-bucket',
  severity: 'high',
  row: 'S3-01',
  mitre: ['T1485.001', 'T1685.002', 'T1562.008'],
  events: {
    's3.amazonaws.com': ['PutBucketLifecycle', 'DeleteBucketLifecycle'],
  },
  parts: ['lifecycle'],
  detect: bucketChanged({
    technique: 'expire-logs',
    judges: [LIFECYCLE],
    sentence: (name) => `Bucket ${name} expires or moves log files sooner than it must.`,
  }),
  drill: calling(
    's3:PutBucketLifecycleConfiguration',
    ({ id }) => ({
      Bucket: bucketName(id),
      LifecycleConfiguration: {
        Rules: [
          { ID: 'tidy-up', Status: 'Enabled', Filter: { Prefix: '*' }, Expiration: { Days: 1 } },
        ],
      },
    }),
    'PutBucketLifecycle',
  ),
};
