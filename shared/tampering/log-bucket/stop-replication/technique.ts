import { bucketName } from '../../../domain/log-bucket';
import { same } from '../../../domain/same';
import { calling, type Technique } from '../../../domain/technique';
import { bucketChanged, judged } from '../bucket-changed';

const REPLICATION = judged(
  'replication',
  (must, is) => !same(must, is),
  ({ Rules }) => (Rules.length > 0 ? JSON.stringify(Rules) : 'none'),
);

/** Any other replication is found, also one where there was none: it copies every log file to a stranger. */
export const stopReplication: Technique<'log-bucket'> = {
  id: 'stop-replication',
  title: 'Stop or redirect replication of the log bucket',
  subject: 'log-bucket',
  severity: 'medium',
  row: 'S3-08',
  mitre: ['T1490', 'T1537', 'T1685.002', 'T1562.008'],
  events: { 's3.amazonaws.com': ['PutBucketReplication', 'DeleteBucketReplication'] },
  parts: ['replication'],
  detect: bucketChanged({
    technique: 'stop-replication',
    judges: [REPLICATION],
    sentence: (name) => `Bucket ${name} is not replicated as it must be.`,
  }),
  drill: calling('s3:DeleteBucketReplication', ({ id }) => ({ Bucket: bucketName(id) })),
};
