import { type DescribedGuide, lastPart, see, wordsFor } from '../guidance/subject-guide';

export const keyGuide: DescribedGuide = {
  headline: wordsFor((incident) => `Key ${lastPart(incident)}`),
  howToTell:
    'A key of trails is changed by its administrators only, and seldom: ask them. A principal that no statement of the key policy names got in another way.',
  preserve:
    'CloudTrail tries for 30 days to deliver what it could not encrypt; what lies encrypted is readable only while the key is there.',
  rotate:
    'What the actor signed in with, and grants of unknown origin. Nothing that the key encrypts has to be encrypted anew unless a grant or the policy let a stranger decrypt.',
  ifItContinues: 'Say the same in the key policy, for principals outside the organization.',
  held: ({ id }) => ({ resources: [id], also: ['kms:CreateGrant'] }),
  look: see({
    'See the state of the key, in the account that owns it':
      'aws kms describe-key --region {region} --key-id {id}',
    'See grants that were made for later use':
      'aws kms list-grants --region {region} --key-id {id}',
  }),
  techniques: {
    'disable-key': {
      description:
        'Calls DisableKey on the KMS key of a trail, its bucket or its log group. CloudTrail cannot deliver any more, and the files that are there cannot be read.',
      notRestorable: 'Nothing is lost within 30 days, while CloudTrail tries to deliver again.',
      did: 'was disabled',
      plannedIf: 'every trail and bucket that used it was given another key first',
    },
    'schedule-key-deletion': {
      description:
        'Calls ScheduleKeyDeletion on the KMS key of a trail, its bucket or its log group. Deliveries fail at once; when the window ends, every log that was ever encrypted with it is unreadable.',
      notRestorable: 'Nothing is lost before the key is deleted; then every log encrypted with it.',
      did: 'was scheduled for deletion',
      plannedIf: 'nothing that it encrypted has to be read any more, which logs always have',
    },
    'destroy-key': {
      description:
        'Lets the deletion of a KMS key run to its end. The trail can deliver again only with another key, and what was encrypted with the old one can never be read.',
      notRestorable: 'The key, and every log that was encrypted with it.',
      did: 'was destroyed',
      plannedIf: 'its deletion was waited for, and every log under it was copied to another key',
    },
    'change-key-policy': {
      description:
        'Replaces the policy of the KMS key: CloudTrail may no longer encrypt with it, readers may no longer decrypt, or strangers may.',
      notRestorable:
        'What was read with the key meanwhile. A policy that shuts out the account itself is lifted by AWS Support only.',
      did: 'was given another policy',
      plannedIf: 'a reader was added, and CloudTrail’s own statement stayed',
      rotate: 'If a stranger could decrypt meanwhile, treat the log files as read.',
      look: see({
        'See who may use it':
          'aws kms get-key-policy --region {region} --key-id {id} --query Policy --output text',
      }),
    },
  },
};
