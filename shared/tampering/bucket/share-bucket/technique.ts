import { bucketName } from '../../../domain/log-bucket';
import { calling, type Technique } from '../../../domain/technique';
import { bucketEvents, bucketReads, worstChange } from '../bucket-calls';
import { drillPolicy } from '../drill-policy';

/** An account, organization or network that is not known to be ours may read or write: data leave without a public bucket. */
export const shareBucket: Technique<'bucket'> = {
  id: 'share-bucket',
  title: 'Let an account of others into a bucket',
  subject: 'bucket',
  severity: 'high',
  row: 'BKT-02',
  mitre: ['T1537', 'T1530'],
  events: bucketEvents,
  parts: bucketReads,
  detect: worstChange('share-bucket'),
  drill: calling('s3:PutBucketPolicy', ({ id }) => ({
    Bucket: bucketName(id),
    Policy: drillPolicy(id, {
      Principal: { AWS: 'arn:aws:iam::999988887777:root' },
      Action: 's3:GetObject',
    }),
  })),
};
