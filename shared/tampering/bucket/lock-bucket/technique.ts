import { bucketName } from '../../../domain/log-bucket';
import { calling, type Technique } from '../../../domain/technique';
import { bucketEvents, bucketReads, worstChange } from '../bucket-calls';
import { drillPolicy } from '../drill-policy';

/** A Deny that meets the owner’s own right to change the policy, or a service that delivers logs there. */
export const lockBucket: Technique<'bucket'> = {
  id: 'lock-bucket',
  title: 'Lock the owner out of a bucket',
  subject: 'bucket',
  severity: 'high',
  row: 'BKT-03',
  mitre: ['T1485', 'T1531'],
  events: bucketEvents,
  parts: bucketReads,
  detect: worstChange('lock-bucket'),
  drill: calling('s3:PutBucketPolicy', ({ id }) => ({
    Bucket: bucketName(id),
    Policy: drillPolicy(id, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:DeleteBucketPolicy',
    }),
  })),
};
