import { says } from '../../records/rows-of';
import { onKey } from '../on-key';
import { scheduleKeyDeletion } from './technique';

export const scheduleKeyDeletionRecords = [
  onKey(
    scheduleKeyDeletion,
    says((target) => `Key ${target} is to be deleted, and every log with it.`),
  ),
];
