import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteBucketGuide: DescribedTechnique = {
  description:
    'Deletes the bucket that trails deliver to, after emptying it. Its name is then free for any account. Deliveries fail until there is a bucket again; CloudTrail repeats them for 30 days.',
  notRestorable:
    'Every log file that was in it, configurations that are not kept here (CORS, website, inventory, metrics, analytics, tiering), and the name itself once another account has it: then redirect the trails to another bucket.',
  did: 'was deleted',
  plannedIf: 'the archive moved, and every trail was given the new bucket first',
  look: ({ name, accountId }) => [
    {
      why: `See whether the bucket is there, in ${accountId} (404: its name is free; 403: another account has it)`,
      command: `aws s3api head-bucket --bucket ${name} --expected-bucket-owner ${accountId}`,
    },
  ],
};
