import { bucketName } from '../../../domain/log-bucket';
import { calling, type Technique } from '../../../domain/technique';
import { bucketChanged, judged } from '../bucket-changed';

const POLICY = judged('policy', (must, is) => must !== is);

/**
 * PutBucketPolicy or DeleteBucketPolicy. Any other meaning is found, also an addition: an Allow lets
 * strangers in, and a Deny, however well meant, may shut out CloudTrail or the warden. Documents that
 * only look different are equal (`canonicalPolicy`).
 */
export const changeBucketPolicy: Technique<'log-bucket'> = {
  id: 'change-bucket-policy',
  title: 'Change the policy of the log bucket',
  subject: 'log-bucket',
  severity: 'high',
  row: 'S3-02',
  mitre: ['T1685.002', 'T1562.008', 'T1222'],
  events: { 's3.amazonaws.com': ['PutBucketPolicy', 'DeleteBucketPolicy'] },
  parts: ['policy'],
  detect: bucketChanged({
    technique: 'change-bucket-policy',
    judges: [POLICY],
    sentence: (name) => `Bucket ${name} has another policy.`,
  }),
  drill: calling('s3:DeleteBucketPolicy', ({ id }) => ({ Bucket: bucketName(id) })),
};
