import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteTrailGuide: DescribedTechnique = {
  description:
    'Calls DeleteTrail. Records stop at once, and deliveries that were still being retried may be dropped with the trail.',
  notRestorable:
    'The gap in the bucket and in CloudWatch Logs, deliveries that were queued, the digest chain. Management events of the gap stay in Event history for 90 days.',
  did: 'was deleted',
  plannedIf: 'a stack or an account was taken down, and another trail covers the account',
  look: ({ region }) => [
    {
      why: 'See which trails cover the Region, and whether others are gone too',
      command: `aws cloudtrail describe-trails --region ${region} --include-shadow-trails`,
    },
  ],
};
