import { bucketName } from '../../../domain/log-bucket';
import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { bucketChanged, judged } from '../bucket-changed';

const PAYER = judged('payer', (must, is) => must === 'BucketOwner' && is !== 'BucketOwner');

/** PutBucketRequestPayment: CloudTrail does not pay, and so cannot deliver. [D] create-s3-bucket-policy-for-cloudtrail */
export const makeRequesterPay: Technique<'log-bucket'> = {
  id: 'make-requester-pay',
  title: 'Make CloudTrail pay for its deliveries',
  subject: 'log-bucket',
  severity: 'high',
  row: 'S3-07',
  mitre: DISABLE_LOGS,
  events: { 's3.amazonaws.com': ['PutBucketRequestPayment'] },
  parts: ['payer'],
  detect: bucketChanged({
    technique: 'make-requester-pay',
    judges: [PAYER],
    sentence: (name) => `Bucket ${name} makes CloudTrail pay, which it does not.`,
  }),
  drill: calling('s3:PutBucketRequestPayment', ({ id }) => ({
    Bucket: bucketName(id),
    RequestPaymentConfiguration: { Payer: 'Requester' },
  })),
};
