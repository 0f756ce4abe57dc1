import type { DescribedTechnique } from '../../guidance/subject-guide';

export const disableKeyGuide: DescribedTechnique = {
  description:
    'Calls DisableKey on the KMS key of a trail, its bucket or its log group. CloudTrail cannot deliver any more, and the files that are there cannot be read.',
  notRestorable: 'Nothing is lost within 30 days, while CloudTrail tries to deliver again.',
  did: 'was disabled',
  plannedIf: 'every trail and bucket that used it was given another key first',
};
