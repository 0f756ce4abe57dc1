import { bucketName } from '../../../domain/log-bucket';
import { calling, type Technique } from '../../../domain/technique';
import { bucketEvents, bucketReads, worstChange } from '../bucket-calls';
import { drillPolicy } from '../drill-policy';

/** No longer asks for TLS or encryption, lets more of the organization in, or has fewer locks than it had. */
export const weakenBucket: Technique<'bucket'> = {
  id: 'weaken-bucket',
  title: 'Weaken a bucket',
  subject: 'bucket',
  severity: 'medium',
  row: 'BKT-04',
  mitre: ['T1222'],
  byHand:
    'It may have been meant: its owner is asked first, and what becomes of it without an answer is a setting.',
  events: bucketEvents,
  parts: bucketReads,
  detect: worstChange('weaken-bucket'),
  drill: calling('s3:PutBucketPolicy', ({ id, accountId }) => ({
    Bucket: bucketName(id),
    Policy: drillPolicy(id, {
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: ['s3:GetObject', 's3:PutObject'],
    }),
  })),
};
