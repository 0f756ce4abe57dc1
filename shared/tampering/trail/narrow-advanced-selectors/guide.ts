import type { DescribedTechnique } from '../../guidance/subject-guide';

export const narrowAdvancedSelectorsGuide: DescribedTechnique = {
  description:
    'Replaces the event selectors by advanced ones that leave events out, e.g. everything but reads. The trail logs on and says so.',
  notRestorable:
    'Events that were left out; management events stay in Event history for 90 days, data events exist only where something else recorded them.',
  did: 'was told to record less, by advanced selectors',
  plannedIf: 'the fields left out are those of a resource that was named in the change',
  look: ({ id, region }) => [
    {
      why: 'See what is recorded now, field by field',
      command: `aws cloudtrail get-event-selectors --region ${region} --trail-name ${id} --query AdvancedEventSelectors`,
    },
  ],
};
