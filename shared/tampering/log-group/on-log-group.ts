import { named, rowsOf } from '../records/rows-of';

/** What calls on a log group do. */
export const onLogGroup = rowsOf({
  source: 'logs.amazonaws.com',
  subject: 'logGroups',
  targets: named('logGroupName', 'logGroupIdentifier', 'resourceIdentifier'),
});
