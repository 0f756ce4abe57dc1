import { type DescribedGuide, lastPart, wordsFor } from '../guidance/subject-guide';
import { changeKeyPolicyGuide } from './change-key-policy/guide';
import { destroyKeyGuide } from './destroy-key/guide';
import { disableKeyGuide } from './disable-key/guide';
import { scheduleKeyDeletionGuide } from './schedule-key-deletion/guide';

export const keyGuide: DescribedGuide = {
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
    'disable-key': disableKeyGuide,
    'schedule-key-deletion': scheduleKeyDeletionGuide,
    'destroy-key': destroyKeyGuide,
    'change-key-policy': changeKeyPolicyGuide,
  },
};
