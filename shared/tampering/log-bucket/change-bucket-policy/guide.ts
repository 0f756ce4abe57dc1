import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeBucketPolicyGuide: DescribedTechnique = {
  description:
    'Takes CloudTrail’s permission to write away, or adds a Deny that meets it or the warden. Deliveries fail from then on, and CloudTrail repeats them for 30 days.',
  notRestorable:
    'Nothing that CloudTrail can still deliver within 30 days. A policy that denies the warden itself must be removed by the root user of the account, or by sts:AssumeRoot with S3UnlockBucketPolicy.',
  did: 'was given another policy',
  plannedIf: 'a reader of the logs was added, and CloudTrail’s own statements stayed',
};
