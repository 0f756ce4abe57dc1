import type { DescribedTechnique } from '../../guidance/subject-guide';

export const disconnectTopicGuide: DescribedTechnique = {
  description: 'Removes or changes the topic that announces each delivered file.',
  notRestorable: 'The announcements of the gap; the files themselves are delivered.',
  keptRecording: true,
  did: 'was cut off from its topic',
  plannedIf: 'the programs that read the files are told of them by the bucket now',
  look: ({ region }) => [
    {
      why: 'See who hears of new files',
      command: `aws sns list-subscriptions-by-topic --region ${region} --topic-arn <topic-arn>`,
    },
  ],
};
