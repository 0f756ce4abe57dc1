import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeLogGroupKeyGuide: DescribedTechnique = {
  description:
    'Gives the group a trail sends to another KMS key, or takes its key away. Under a key of the attacker new entries become unreadable when they disable it.',
  notRestorable: 'Entries written under a foreign key, once that key is disabled.',
  did: 'was given another key',
  plannedIf: 'the key is yours',
  look: ({ region }) => [
    {
      why: 'See whose key it is',
      command: `aws kms describe-key --region ${region} --key-id <other-key-arn>`,
    },
  ],
};
