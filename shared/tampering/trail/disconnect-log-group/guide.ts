import type { DescribedTechnique } from '../../guidance/subject-guide';

export const disconnectLogGroupGuide: DescribedTechnique = {
  description:
    'Removes or changes the log group or its role, so that metric filters and subscriptions hear nothing.',
  notRestorable: 'The CloudWatch Logs copy of the gap; the bucket has it.',
  keptRecording: true,
  did: 'was cut off from its log group',
  plannedIf: 'the alarms on the log group were moved to something else first',
  look: ({ region }) => [
    {
      why: 'See which alarms were deaf meanwhile',
      command: `aws logs describe-metric-filters --region ${region} --log-group-name <log-group>`,
    },
  ],
};
