import { says } from '../../records/rows-of';
import { onQueue } from '../on-queue';
import { deleteQueue } from './technique';

export const deleteQueueRecords = [
  onQueue(
    deleteQueue,
    says((target) => `Queue ${target} lost its signals.`),
  ),
];
