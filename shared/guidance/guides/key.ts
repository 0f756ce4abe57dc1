import { lastPart, type SubjectGuide, wordsFor } from '../subject-guide';

export const keyGuide: SubjectGuide = {
  headline: wordsFor((incident) => `Key ${lastPart(incident)}`),
  howToTell:
    'A key of trails is changed by its administrators only, and seldom: ask them. A principal that no statement of the key policy names got in another way.',
  preserve:
    'CloudTrail tries for 30 days to deliver what it could not encrypt; what lies encrypted is readable only while the key is there.',
  rotate:
    'What the actor signed in with, and grants of unknown origin. Nothing that the key encrypts has to be encrypted anew unless a grant or the policy let a stranger decrypt.',
  ifItContinues: 'Say the same in the key policy, for principals outside the organization.',
  held: ({ id }) => ({
    actions: ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'CreateGrant'].map(
      (name) => `kms:${name}`,
    ),
    resources: [id],
  }),
  look: ({ id, region }) => [
    {
      why: 'See the state of the key, in the account that owns it',
      command: `aws kms describe-key --region ${region} --key-id ${id}`,
    },
    {
      why: 'See grants that were made for later use',
      command: `aws kms list-grants --region ${region} --key-id ${id}`,
    },
  ],
  techniques: {
    'disable-key': {
      did: 'was disabled',
      plannedIf: 'every trail and bucket that used it was given another key first',
    },
    'schedule-key-deletion': {
      did: 'was scheduled for deletion',
      plannedIf: 'nothing that it encrypted has to be read any more, which logs always have',
    },
    'destroy-key': {
      did: 'was destroyed',
      plannedIf: 'its deletion was waited for, and every log under it was copied to another key',
    },
    'change-key-policy': {
      did: 'was given another policy',
      plannedIf: 'a reader was added, and CloudTrail’s own statement stayed',
      rotate: 'If a stranger could decrypt meanwhile, treat the log files as read.',
      look: ({ id, region }) => [
        {
          why: 'See who may use it',
          command: `aws kms get-key-policy --region ${region} --key-id ${id} --query Policy --output text`,
        },
      ],
    },
  },
};
