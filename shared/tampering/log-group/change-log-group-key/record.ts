import { asks } from '../../records/rows-of';
import { onLogGroup } from '../on-log-group';
import { changeLogGroupKey } from './technique';

export const changeLogGroupKeyRecords = [
  onLogGroup(
    changeLogGroupKey,
    asks((target) => `The key of log group ${target} was changed.`),
  ),
];
