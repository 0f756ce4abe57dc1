import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeBucketEncryptionGuide: DescribedTechnique = {
  description:
    'Makes the bucket encrypt with another key: one that CloudTrail may not use stops deliveries, a foreign one makes the files unreadable on a day of the attacker’s choice.',
  notRestorable:
    'Files that were encrypted with the other key meanwhile stay so. What could not be delivered comes within 30 days.',
  did: 'was given another encryption',
  plannedIf: 'the key is one of the log archive account',
  rotate: 'Files under a foreign key are that key’s owner’s to withhold: copy them now.',
  look: ({ name }) => [
    {
      why: 'See the key of new files',
      command: `aws s3api get-bucket-encryption --bucket ${name}`,
    },
  ],
};
