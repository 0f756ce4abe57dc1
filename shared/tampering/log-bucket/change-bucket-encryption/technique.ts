import type { Encryption } from '../../../domain/bucket-configurations';
import { bucketName } from '../../../domain/log-bucket';
import { same } from '../../../domain/same';
import { calling, type Technique } from '../../../domain/technique';
import { bucketChanged, judged } from '../bucket-changed';

const ENCRYPTION = judged('encryption', (must, is) => !same(keyOf(must), keyOf(is)));

/**
 * PutBucketEncryption with a key that CloudTrail may not use, which breaks deliveries, or with one of
 * the attacker’s, who can then take it away; DeleteBucketEncryption falls back to keys of S3.
 */
export const changeBucketEncryption: Technique<'log-bucket'> = {
  id: 'change-bucket-encryption',
  title: 'Change the encryption of the log bucket',
  subject: 'log-bucket',
  severity: 'high',
  row: 'S3-06',
  mitre: ['T1486', 'T1685.002', 'T1562.008'],
  events: { 's3.amazonaws.com': ['PutBucketEncryption', 'DeleteBucketEncryption'] },
  parts: ['encryption'],
  detect: bucketChanged({
    technique: 'change-bucket-encryption',
    judges: [ENCRYPTION],
    sentence: (name) => `Bucket ${name} encrypts with another key.`,
  }),
  drill: calling('s3:PutBucketEncryption', ({ id, region }) => ({
    Bucket: bucketName(id),
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: `arn:aws:kms:${region}:999988887777:key/0e1f2a3b-0000-4000-8000-999988887777`,
          },
        },
      ],
    },
  })),
};

/** A bucket key changes the encryption context, which the key’s policy may ask for. [D] bucket-key */
const keyOf = ({ ApplyServerSideEncryptionByDefault: by, BucketKeyEnabled }: Encryption) => ({
  algorithm: by?.SSEAlgorithm ?? 'AES256',
  key: by?.KMSMasterKeyID ?? 'none',
  isBucketKey: by?.SSEAlgorithm === 'aws:kms' && BucketKeyEnabled === true,
});
