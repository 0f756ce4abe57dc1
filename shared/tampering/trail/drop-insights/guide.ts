import type { DescribedTechnique } from '../../guidance/subject-guide';

export const dropInsightsGuide: DescribedTechnique = {
  description: 'Removes insight types, so that unusual call and error rates are no longer noticed.',
  notRestorable: 'Insights events of the gap.',
  keptRecording: true,
  did: 'was told to look for fewer Insights',
  plannedIf: 'the cost of Insights was the reason',
  look: ({ id, region }) => [
    {
      why: 'See which kinds of Insights are on',
      command: `aws cloudtrail get-insight-selectors --region ${region} --trail-name ${id}`,
    },
  ],
};
