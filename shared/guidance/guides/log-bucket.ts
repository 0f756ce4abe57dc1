import { lastPart, type SubjectGuide, wordsFor } from '../subject-guide';

export const logBucketGuide: SubjectGuide = {
  headline: wordsFor((incident) => `Bucket ${lastPart(incident)}`),
  howToTell:
    'The log archive account has few users: ask its owner. A change by anybody who does not administer it was not planned.',
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
    'expire-logs': {
      did: 'was told to expire log files sooner',
      plannedIf: 'how long logs are kept was shortened on purpose, by the people who answer for it',
      look: ({ name }) => [
        {
          why: 'See which rules there are',
          command: `aws s3api get-bucket-lifecycle-configuration --bucket ${name}`,
        },
      ],
    },
    'change-bucket-policy': {
      did: 'was given another policy',
      plannedIf: 'a reader of the logs was added, and CloudTrail’s own statements stayed',
    },
    'delete-bucket': {
      did: 'was deleted',
      plannedIf: 'the archive moved, and every trail was given the new bucket first',
      look: ({ name, accountId }) => [
        {
          why: `See whether the bucket is there, in ${accountId} (404: its name is free; 403: another account has it)`,
          command: `aws s3api head-bucket --bucket ${name} --expected-bucket-owner ${accountId}`,
        },
      ],
    },
    'suspend-versioning': {
      did: 'was kept from keeping versions',
      neverPlanned: 'a bucket with logs has no reason to lose its versions',
      look: ({ name }) => [
        { why: 'See its versioning', command: `aws s3api get-bucket-versioning --bucket ${name}` },
      ],
    },
    'weaken-object-lock': {
      did: 'was made to lock log files less',
      plannedIf: 'a shorter retention was agreed with the people who answer for the logs',
      look: ({ name }) => [
        {
          why: 'See the retention of new files',
          command: `aws s3api get-object-lock-configuration --bucket ${name}`,
        },
      ],
    },
    'change-bucket-encryption': {
      did: 'was given another encryption',
      plannedIf: 'the key is one of the log archive account',
      rotate: 'Files under a foreign key are that key’s owner’s to withhold: copy them now.',
      look: ({ name }) => [
        {
          why: 'See the key of new files',
          command: `aws s3api get-bucket-encryption --bucket ${name}`,
        },
      ],
    },
    'make-requester-pay': {
      did: 'was made to charge CloudTrail',
      neverPlanned: 'CloudTrail does not deliver to a bucket whose requester pays',
      look: ({ name }) => [
        {
          why: 'See who pays',
          command: `aws s3api get-bucket-request-payment --bucket ${name}`,
        },
      ],
    },
    'stop-replication': {
      did: 'was kept from being replicated',
      plannedIf: 'the copy moved to another bucket of yours',
      rotate: 'A replication to a stranger’s bucket has read every file since: treat them as read.',
      look: ({ name }) => [
        {
          why: 'See where files are copied',
          command: `aws s3api get-bucket-replication --bucket ${name}`,
        },
      ],
    },
    'open-bucket': {
      did: 'was opened to strangers',
      neverPlanned: 'no reader of logs needs them public',
      look: ({ name }) => [
        {
          why: 'See whether it is public',
          command: `aws s3api get-bucket-policy-status --bucket ${name}`,
        },
        {
          why: 'See what keeps it closed',
          command: `aws s3api get-public-access-block --bucket ${name}`,
        },
      ],
    },
    'open-account': {
      did: 'was left with an account that blocks less public access',
      plannedIf:
        'the account was given a public bucket on purpose; log buckets belong elsewhere then',
      look: ({ accountId }) => [
        {
          why: 'See what the account blocks',
          command: `aws s3control get-public-access-block --account-id ${accountId}`,
        },
      ],
    },
    'silence-bucket': {
      did: 'was silenced',
      plannedIf: 'whatever listened to the bucket was taken down before',
      look: ({ name }) => [
        {
          why: 'See whom it tells',
          command: `aws s3api get-bucket-notification-configuration --bucket ${name}`,
        },
        { why: 'See its access log', command: `aws s3api get-bucket-logging --bucket ${name}` },
      ],
    },
  },
};
