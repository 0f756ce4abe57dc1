import { says } from '../../records/rows-of';
import { onLogGroup } from '../on-log-group';
import { deleteLogGroup } from './technique';

export const deleteLogGroupRecords = [
  onLogGroup(
    deleteLogGroup,
    says((target) => `Log group ${target} was deleted.`),
  ),
];
