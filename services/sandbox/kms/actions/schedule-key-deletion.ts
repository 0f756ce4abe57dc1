import { recordSpelling } from '../../cloudtrail/record-spelling';
import type { Action, Output } from '../../core/service';
import { optionalNumber } from '../input';
import { keyOfCall, onOwnKey } from '../key-of-call';
import { keyRecord, recordedDate } from '../key-record';
import { refuseState } from '../key-state';
import { refuse } from '../refusals';
import { scheduleDeletion } from '../schedule-deletion';

export const scheduleKeyDeletion: Action = {
  readOnly: false,
  ...onOwnKey,
  conditions: (call, world) => ({
    ...onOwnKey.conditions(call, world),
    'kms:ScheduleKeyDeletionPendingWindowInDays': String(
      optionalNumber(call.input, 'PendingWindowInDays') ?? 30,
    ),
  }),
  handle: (call, world) => {
    const key = keyOfCall(call, world);
    const days = optionalNumber(call.input, 'PendingWindowInDays') ?? 30;
    if (!Number.isInteger(days) || days < 7 || days > 30) throw invalidWindow(days);
    refuseState(key, 'PendingDeletion');
    const DeletionDate = scheduleDeletion(world, key, days);
    return {
      KeyId: key.arn,
      DeletionDate,
      KeyState: 'PendingDeletion',
      PendingWindowInDays: days,
    };
  },
  record: (call, output, world) => ({
    ...keyRecord(call, output, world),
    responseElements: output && answerOf(output),
  }),
};

function answerOf(output: Output): unknown {
  const { DeletionDate } = output;
  const date = DeletionDate instanceof Date ? recordedDate(DeletionDate) : DeletionDate;
  return recordSpelling({ ...output, DeletionDate: date });
}

function invalidWindow(days: number) {
  const bound =
    days < 7
      ? 'Member must have value greater than or equal to 7'
      : 'Member must have value less than or equal to 30';
  return refuse.invalid(
    `1 validation error detected: Value '${days}' at 'pendingWindowInDays' failed to satisfy constraint: ${bound}`,
  );
}
