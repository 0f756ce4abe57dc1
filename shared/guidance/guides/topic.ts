import type { SubjectGuide } from '../subject-guide';

export const topicGuide: SubjectGuide = {
  howToTell:
    'Ask the owner of whatever reads the log files when it is told of them: a SIEM, a pipeline. A reader that moves tells its owner first.',
  preserve:
    'The files are in the bucket; what was not announced is read by listing the bucket for the time of the gap.',
  rotate:
    'Announcements name files and not what is in them; whoever subscribed meanwhile learnt the names only.',
  ifItContinues:
    'Deny sns:SetTopicAttributes, sns:DeleteTopic and sns:Unsubscribe on it to all but its deployment role by a policy of the organization.',
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
    'delete-topic': { plannedIf: 'every reader was moved to another way of being told' },
    'change-topic-policy': { plannedIf: 'a subscriber of yours was let in' },
    'change-topic-settings': {
      plannedIf:
        'its encryption or delivery was changed by its owner, and files are still announced',
    },
    'drop-subscription': { plannedIf: 'its reader was taken down' },
  },
};
