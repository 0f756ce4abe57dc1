import type { DescribedTechnique } from '../../guidance/subject-guide';

export const narrowEventSelectorsGuide: DescribedTechnique = {
  description:
    'Replaces the event selectors by ones that leave events out. The trail logs on and says so. Without write management events EventBridge goes silent too.',
  notRestorable:
    'Events that were left out; management events stay in Event history for 90 days, data events exist only where another trail, an event data store or an access log had them.',
  did: 'was told to record less',
  plannedIf: 'the cost of data events was the reason, and the owner of the logs agreed in writing',
  look: ({ id, region }) => [
    {
      why: 'See what is recorded now',
      command: `aws cloudtrail get-event-selectors --region ${region} --trail-name ${id}`,
    },
  ],
};
