import type { DescribedTechnique } from '../../guidance/subject-guide';

export const openAccountGuide: DescribedTechnique = {
  description:
    'Removes or loosens the public access block of the whole account, which holds for every bucket in it. The next public policy or ACL is then taken. Where an organization policy for S3 is attached, AWS refuses both the attack and the restoration.',
  notRestorable:
    'What strangers read or wrote meanwhile in buckets that have no block of their own.',
  did: 'was left with an account that blocks less public access',
  plannedIf: 'the account was given a public bucket on purpose; log buckets belong elsewhere then',
  look: ({ accountId }) => [
    {
      why: 'See what the account blocks',
      command: `aws s3control get-public-access-block --account-id ${accountId}`,
    },
  ],
};
