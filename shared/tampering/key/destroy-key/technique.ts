import { calling, type Technique } from '../../../domain/technique';
import { isGone } from '../../detection/differs';
import { NOT_DELIVERED } from '../key-put-out-of-use';

/**
 * The window of ScheduleKeyDeletion ended: KMS wrote the service event DeleteKey, and the key is gone.
 * Put back by hand: a key cannot be brought back.
 * The drill schedules the deletion, and the sandbox ends the waiting period at once.
 */
export const destroyKey: Technique<'key'> = {
  id: 'destroy-key',
  title: 'Destroy the key of a trail',
  subject: 'key',
  severity: 'critical',
  row: 'KMS-02',
  mitre: ['T1685.002', 'T1562.008', 'T1485'],
  byHand:
    'A deleted key does not come back: make another with the same policy, give it to the trail, the bucket and the log group that used this one, and accept each as its new baseline.',
  events: { 'kms.amazonaws.com': ['ScheduleKeyDeletion', 'DeleteKey'] },
  parts: [],
  detect: isGone('destroy-key', ({ keyState }, { id }) => ({
    part: 'keyState',
    expected: keyState,
    actual: 'no key of this id',
    sentence: `Key ${id} was deleted, and what it encrypted cannot be read.`,
    partly: NOT_DELIVERED,
  })),
  drill: calling('kms:ScheduleKeyDeletion', ({ id }) => ({ KeyId: id, PendingWindowInDays: 7 })),
};
