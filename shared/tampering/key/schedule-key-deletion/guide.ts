import type { DescribedTechnique } from '../../guidance/subject-guide';

export const scheduleKeyDeletionGuide: DescribedTechnique = {
  description:
    'Calls ScheduleKeyDeletion on the KMS key of a trail, its bucket or its log group. Deliveries fail at once; when the window ends, every log that was ever encrypted with it is unreadable.',
  notRestorable: 'Nothing is lost before the key is deleted; then every log encrypted with it.',
  did: 'was scheduled for deletion',
  plannedIf: 'nothing that it encrypted has to be read any more, which logs always have',
};
