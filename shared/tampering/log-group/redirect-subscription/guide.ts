import type { DescribedTechnique } from '../../guidance/subject-guide';

export const redirectSubscriptionGuide: DescribedTechnique = {
  description:
    'Removes or overwrites a subscription filter of the group a trail sends to, so that a SIEM or another reader no longer gets the records, or gets fewer.',
  notRestorable: 'What was not sent meanwhile; the log group and the trail’s bucket have it.',
  did: 'was made to send its entries elsewhere or nowhere',
  plannedIf: 'the other destination is yours',
  rotate: 'Everything the trail recorded since went to that destination.',
  look: ({ region, name }) => [
    {
      why: 'See where records are sent',
      command: `aws logs describe-subscription-filters --region ${region} --log-group-name ${name}`,
    },
  ],
};
