import { type DescribedGuide, lastPart, wordsFor } from '../guidance/subject-guide';
import { changeBucketEncryptionGuide } from './change-bucket-encryption/guide';
import { changeBucketPolicyGuide } from './change-bucket-policy/guide';
import { deleteBucketGuide } from './delete-bucket/guide';
import { expireLogsGuide } from './expire-logs/guide';
import { makeRequesterPayGuide } from './make-requester-pay/guide';
import { openAccountGuide } from './open-account/guide';
import { openBucketGuide } from './open-bucket/guide';
import { silenceBucketGuide } from './silence-bucket/guide';
import { stopReplicationGuide } from './stop-replication/guide';
import { suspendVersioningGuide } from './suspend-versioning/guide';
import { weakenObjectLockGuide } from './weaken-object-lock/guide';

export const logBucketGuide: DescribedGuide = {
  headline: wordsFor((incident) => `Bucket ${lastPart(incident)}`),
  howToTell:
    'The log archive account has few users: ask its owner. A change by a person who does not administer it was not planned.',
  preserve:
    'Before anything else keep the versions that are there: what a lifecycle rule or a delete takes away is gone.',
  rotate:
    'Log files hold names, addresses and request parameters: if a principal outside the organization could read them, replace every secret that was ever passed as a parameter.',
  ifItContinues:
    'Lock the files as well: Object Lock needs versioning, governance mode can be tried and taken back, and compliance mode cannot be undone, not even by root, until it runs out.',
  held: ({ id }) => ({
    actions: [
      ...['DeleteBucket', 'DeleteBucketPolicy', 'PutBucketPolicy', 'PutBucketVersioning'],
      ...['PutLifecycleConfiguration', 'PutEncryptionConfiguration', 'PutReplicationConfiguration'],
      ...['PutBucketPublicAccessBlock', 'DeleteObject', 'DeleteObjectVersion'],
    ].map((name) => `s3:${name}`),
    resources: [id, `${id}/*`],
  }),
  look: ({ name }) => [
    {
      why: 'See who may do what with it, in the account that owns it',
      command: `aws s3api get-bucket-policy --bucket ${name} --query Policy --output text`,
    },
    {
      why: 'See what was deleted, and what can be brought back',
      command: `aws s3api list-object-versions --bucket ${name} --query 'DeleteMarkers[?IsLatest]'`,
    },
  ],
  techniques: {
    'expire-logs': expireLogsGuide,
    'change-bucket-policy': changeBucketPolicyGuide,
    'delete-bucket': deleteBucketGuide,
    'suspend-versioning': suspendVersioningGuide,
    'weaken-object-lock': weakenObjectLockGuide,
    'change-bucket-encryption': changeBucketEncryptionGuide,
    'make-requester-pay': makeRequesterPayGuide,
    'stop-replication': stopReplicationGuide,
    'open-bucket': openBucketGuide,
    'open-account': openAccountGuide,
    'silence-bucket': silenceBucketGuide,
  },
};
