import { bucketName } from '../../../domain/log-bucket';
import { calling, type Technique } from '../../../domain/technique';
import { bucketEvents, bucketReads, worstChange } from '../bucket-calls';
import { drillPolicy } from '../drill-policy';

/** PutBucketPolicy or PutBucketAcl, alone or after the public access block was taken off. AWS itself calls such a policy public. */
export const publishBucket: Technique<'bucket'> = {
  id: 'publish-bucket',
  title: 'Let everyone into a bucket',
  subject: 'bucket',
  severity: 'high',
  row: 'BKT-01',
  mitre: ['T1530', 'T1222'],
  events: bucketEvents,
  parts: bucketReads,
  detect: worstChange('publish-bucket'),
  drill: calling('s3:PutBucketPolicy', ({ id }) => ({
    Bucket: bucketName(id),
    Policy: drillPolicy(id, { Principal: '*', Action: 's3:GetObject' }),
  })),
};
