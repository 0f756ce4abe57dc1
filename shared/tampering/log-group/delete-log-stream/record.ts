import { says } from '../../records/rows-of';
import { onLogGroup } from '../on-log-group';
import { deleteLogStream } from './told';

export const deleteLogStreamRecords = [
  onLogGroup(deleteLogStream, {
    DeleteLogStream: says((target) => `A stream of log group ${target} was deleted.`),
  }),
];
