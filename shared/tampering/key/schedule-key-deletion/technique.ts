import { calling, type Technique } from '../../../domain/technique';
import { keyPutOutOfUse } from '../key-put-out-of-use';

/**
 * ScheduleKeyDeletion: the key is out of use at once and gone for good after 7 to 30 days. The
 * newcomer's mistake is to cancel and stop there: that leaves the key disabled.
 */
export const scheduleKeyDeletion: Technique<'key'> = {
  id: 'schedule-key-deletion',
  title: 'Schedule the deletion of a trail’s key',
  subject: 'key',
  severity: 'critical',
  row: 'KMS-02',
  mitre: ['T1685.002', 'T1562.008', 'T1485'],
  events: { 'kms.amazonaws.com': ['ScheduleKeyDeletion'] },
  parts: [],
  detect: keyPutOutOfUse({
    technique: 'schedule-key-deletion',
    keyState: 'PendingDeletion',
    sentence: (key) => `Key ${key} is about to be deleted.`,
  }),
  drill: calling('kms:ScheduleKeyDeletion', ({ id }) => ({ KeyId: id, PendingWindowInDays: 7 })),
};
