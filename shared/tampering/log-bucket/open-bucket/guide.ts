import type { DescribedTechnique } from '../../guidance/subject-guide';

export const openBucketGuide: DescribedTechnique = {
  description:
    'Removes the public access block, brings ACLs back by changing the object ownership, or grants others access by an ACL. Readers of the log files see what is noticed; writers can forge them.',
  notRestorable: 'What strangers read or wrote meanwhile.',
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
};
