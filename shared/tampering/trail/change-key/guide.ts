import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeKeyGuide: DescribedTechnique = {
  description:
    'Changes the KMS key of a trail, or removes it. With a key of the attacker the files become unreadable when they disable it.',
  notRestorable: 'Files written under a foreign key, once that key is disabled.',
  did: 'was given another key',
  plannedIf: 'the key is one of your log archive account, and its policy lets the readers read',
  look: ({ region }) => [
    {
      why: 'See whose key it was',
      command: `aws kms describe-key --region ${region} --key-id <other-key-arn>`,
    },
  ],
};
