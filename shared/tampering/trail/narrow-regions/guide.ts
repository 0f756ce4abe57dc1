import type { DescribedTechnique } from '../../guidance/subject-guide';

export const narrowRegionsGuide: DescribedTechnique = {
  description:
    'Turns a multi-Region trail into one of a single Region, or global service events (IAM, STS) off.',
  notRestorable:
    'The gap in the other Regions and of global services; their management events stay in Event history for 90 days.',
  did: 'was made blind in other Regions',
  plannedIf: 'a trail of its own covers each of the other Regions',
  look: () => [
    {
      why: 'See which Regions are open to look in',
      command: 'aws account list-regions --region-opt-status-contains ENABLED ENABLED_BY_DEFAULT',
    },
  ],
};
