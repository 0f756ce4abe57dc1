import { type DescribedGuide, lastPart, wordsFor } from '../guidance/subject-guide';
import { changeTopicPolicyGuide } from './change-topic-policy/guide';
import { changeTopicSettingsGuide } from './change-topic-settings/guide';
import { deleteTopicGuide } from './delete-topic/guide';
import { dropSubscriptionGuide } from './drop-subscription/guide';

export const topicGuide: DescribedGuide = {
  headline: wordsFor((incident) => `Topic ${lastPart(incident)}`),
  howToTell:
    'Ask the owner of the program that the topic tells of new log files: a SIEM, a pipeline. A reader that moves tells its owner first.',
  preserve:
    'The files are in the bucket; what was not announced is read by listing the bucket for the time of the gap.',
  rotate:
    'Announcements name files and not what is in them; a subscriber added meanwhile learnt the names only.',
  ifItContinues: 'Unsubscribing is denied on no topic by its ARN: look at the subscriptions again.',
  held: ({ id }) => ({
    actions: ['sns:SetTopicAttributes', 'sns:DeleteTopic'],
    resources: [id],
  }),
  look: ({ id, region }) => [
    {
      why: 'See its policy and settings',
      command: `aws sns get-topic-attributes --region ${region} --topic-arn ${id}`,
    },
    {
      why: 'See who subscribes, and who should not',
      command: `aws sns list-subscriptions-by-topic --region ${region} --topic-arn ${id}`,
    },
  ],
  techniques: {
    'delete-topic': deleteTopicGuide,
    'change-topic-policy': changeTopicPolicyGuide,
    'change-topic-settings': changeTopicSettingsGuide,
    'drop-subscription': dropSubscriptionGuide,
  },
};
