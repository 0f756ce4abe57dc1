import { asks, each, says } from '../../records/rows-of';
import { onQueue } from '../on-queue';
import { closeQueue } from './technique';

export const closeQueueRecords = [
  onQueue(closeQueue, {
    PurgeQueue: says((target) => `Queue ${target} lost its signals.`),
    ...each(
      ['AddPermission', 'RemovePermission'],
      asks((target) => `Who may use queue ${target} was changed.`),
    ),
    SetQueueAttributes: asks((target) => `Attributes of queue ${target} were set.`),
  }),
];
