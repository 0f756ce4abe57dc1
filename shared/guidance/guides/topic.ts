import { lastPart, type SubjectGuide, wordsFor } from '../subject-guide';

export const topicGuide: SubjectGuide = {
  headline: wordsFor((incident) => `Topic ${lastPart(incident)}`),
  howToTell:
    'Ask the owner of whatever reads the log files when it is told of them: a SIEM, a pipeline. A reader that moves tells its owner first.',
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
    'delete-topic': {
      did: 'was deleted',
      plannedIf: 'every reader was moved to another way of being told',
    },
    'change-topic-policy': {
      did: 'was given another policy',
      plannedIf: 'a subscriber of yours was let in',
    },
    'change-topic-settings': {
      did: 'was given other settings',
      plannedIf:
        'its encryption or delivery was changed by its owner, and files are still announced',
    },
    'drop-subscription': {
      did: 'was robbed of a subscriber',
      plannedIf: 'its reader was taken down',
    },
  },
};
