import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeEventConfigurationGuide: DescribedTechnique = {
  description:
    'PutEventConfiguration with fewer aggregation templates: the summaries of data events, which people watch, are no longer written.',
  notRestorable: 'The summaries of the gap; the events themselves are in the log files.',
  keptRecording: true,
  did: 'was told to aggregate otherwise',
  plannedIf: 'the people who read the summaries asked for it',
  look: ({ id, region }) => [
    {
      why: 'See what is aggregated',
      command: `aws cloudtrail get-event-configuration --region ${region} --trail-name ${id}`,
    },
  ],
};
