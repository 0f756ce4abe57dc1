import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeKeyPolicyGuide: DescribedTechnique = {
  description:
    'Replaces the policy of the KMS key: CloudTrail may no longer encrypt with it, readers may no longer decrypt, or strangers may.',
  notRestorable:
    'What was read with the key meanwhile. A policy that shuts out the account itself is lifted by AWS Support only.',
  did: 'was given another policy',
  plannedIf: 'a reader was added, and CloudTrail’s own statement stayed',
  rotate: 'If a stranger could decrypt meanwhile, treat the log files as read.',
  look: ({ id, region }) => [
    {
      why: 'See who may use it',
      command: `aws kms get-key-policy --region ${region} --key-id ${id} --query Policy --output text`,
    },
  ],
};
