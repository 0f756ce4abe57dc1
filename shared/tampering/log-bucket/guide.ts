import { type DescribedGuide, lastPart, see, wordsFor } from '../guidance/subject-guide';

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
    resources: [id, `${id}/*`],
    also: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  }),
  look: see({
    'See who may do what with it, in the account that owns it':
      'aws s3api get-bucket-policy --bucket {name} --query Policy --output text',
    'See what was deleted, and what can be brought back':
      "aws s3api list-object-versions --bucket {name} --query 'DeleteMarkers[?IsLatest]'",
  }),
  techniques: {
    'expire-logs': {
      description:
        'Adds a lifecycle rule to the log bucket, or shortens one, so that S3 itself deletes or moves the log files, without a record. A lifecycle that is taken away keeps more: it is left as it is, and the incident, plan and baseline diff say so.',
      notRestorable:
        'Files that expired before the rule was taken away, unless the bucket is versioned: then their delete markers can be removed by hand.',
      did: 'was told to expire log files sooner',
      plannedIf: 'how long logs are kept was shortened on purpose, by the people who answer for it',
      look: see({
        'See which rules there are': 'aws s3api get-bucket-lifecycle-configuration --bucket {name}',
      }),
    },
    'change-bucket-policy': {
      description:
        'Takes CloudTrail’s permission to write away, or adds a Deny that meets it or the warden. Deliveries fail from then on, and CloudTrail repeats them for 30 days.',
      notRestorable:
        'Nothing that CloudTrail can still deliver within 30 days. A policy that denies the warden itself must be removed by the root user of the account, or by sts:AssumeRoot with S3UnlockBucketPolicy.',
      did: 'was given another policy',
      plannedIf: 'a reader of the logs was added, and CloudTrail’s own statements stayed',
    },
    'delete-bucket': {
      description:
        'Deletes the bucket that trails deliver to, after emptying it. Its name is then free for any account. Deliveries fail until there is a bucket again; CloudTrail repeats them for 30 days.',
      notRestorable:
        'Every log file that was in it, configurations that are not kept here (CORS, website, inventory, metrics, analytics, tiering), and the name itself once another account has it: then redirect the trails to another bucket.',
      did: 'was deleted',
      plannedIf: 'the archive moved, and every trail was given the new bucket first',
      look: see({
        'See whether the bucket is there, in {accountId} (404: its name is free; 403: another account has it)':
          'aws s3api head-bucket --bucket {name} --expected-bucket-owner {accountId}',
      }),
    },
    'suspend-versioning': {
      description:
        'Suspends versioning, so that log files that are overwritten or deleted from then on are gone. Replication stops with it.',
      notRestorable:
        'Files that were overwritten or deleted meanwhile. MFA delete: only the root user with the device can turn it on or off, so it is kept in the baseline and not judged.',
      did: 'was kept from keeping versions',
      neverPlanned: 'a bucket with logs has no reason to lose its versions',
      look: see({
        'See its versioning': 'aws s3api get-bucket-versioning --bucket {name}',
      }),
    },
    'weaken-object-lock': {
      description:
        'Removes or shortens the default retention of the log bucket, or makes it one that permissions can bypass. New log files can then be deleted.',
      notRestorable:
        'Files that were delivered meanwhile keep the retention they came with, or none, and those without may have been deleted.',
      did: 'was made to lock log files less',
      plannedIf: 'a shorter retention was agreed with the people who answer for the logs',
      look: see({
        'See the retention of new files': 'aws s3api get-object-lock-configuration --bucket {name}',
      }),
    },
    'change-bucket-encryption': {
      description:
        'Makes the bucket encrypt with another key: one that CloudTrail may not use stops deliveries, a foreign one makes the files unreadable on a day of the attacker’s choice.',
      notRestorable:
        'Files that were encrypted with the other key meanwhile stay so. What could not be delivered comes within 30 days.',
      did: 'was given another encryption',
      plannedIf: 'the key is one of the log archive account',
      rotate: 'Files under a foreign key are that key’s owner’s to withhold: copy them now.',
      look: see({
        'See the key of new files': 'aws s3api get-bucket-encryption --bucket {name}',
      }),
    },
    'make-requester-pay': {
      description:
        'Turns Requester Pays on. CloudTrail cannot deliver to such a bucket, although every policy still looks right.',
      notRestorable: 'Nothing that CloudTrail can still deliver within 30 days.',
      did: 'was made to charge CloudTrail',
      neverPlanned: 'CloudTrail does not deliver to a bucket whose requester pays',
      look: see({
        'See who pays': 'aws s3api get-bucket-request-payment --bucket {name}',
      }),
    },
    'stop-replication': {
      description:
        'Removes the replication that keeps a second copy of the log files, or points it at a bucket of the attacker’s.',
      notRestorable:
        'Files that were delivered meanwhile are not copied by themselves (S3 Batch Replication does it), and copies that left are out.',
      did: 'was kept from being replicated',
      plannedIf: 'the copy moved to another bucket of yours',
      rotate: 'A replication to a stranger’s bucket has read every file since: treat them as read.',
      look: see({
        'See where files are copied': 'aws s3api get-bucket-replication --bucket {name}',
      }),
    },
    'open-bucket': {
      description:
        'Removes the public access block, brings ACLs back by changing the object ownership, or grants others access by an ACL. Readers of the log files see what is noticed; writers can forge them.',
      notRestorable: 'What strangers read or wrote meanwhile.',
      did: 'was opened to strangers',
      neverPlanned: 'no reader of logs needs them public',
      look: see({
        'See whether it is public': 'aws s3api get-bucket-policy-status --bucket {name}',
        'See what keeps it closed': 'aws s3api get-public-access-block --bucket {name}',
      }),
    },
    'open-account': {
      description:
        'Removes or loosens the public access block of the whole account, which holds for every bucket in it. The next public policy or ACL is then taken. Where an organization policy for S3 is attached, AWS refuses both the attack and the restoration.',
      notRestorable:
        'What strangers read or wrote meanwhile in buckets that have no block of their own.',
      did: 'was left with an account that blocks less public access',
      plannedIf:
        'the account was given a public bucket on purpose; log buckets belong elsewhere then',
      look: see({
        'See what the account blocks':
          'aws s3control get-public-access-block --account-id {accountId}',
      }),
    },
    'silence-bucket': {
      description:
        'Turns the access log of the log bucket off or elsewhere, or removes the notifications by which others (a SIEM) hear of new log files.',
      notRestorable: 'Access records and notifications of the time between.',
      did: 'was silenced',
      plannedIf: 'the program that listened to the bucket was taken down before',
      look: see({
        'See whom it tells': 'aws s3api get-bucket-notification-configuration --bucket {name}',
        'See its access log': 'aws s3api get-bucket-logging --bucket {name}',
      }),
    },
  },
};
