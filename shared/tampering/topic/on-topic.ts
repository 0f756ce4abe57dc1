import type { LogRecord } from '../../record/log-record';
import { named, rowsOf } from '../records/rows-of';

/** A subscription's ARN is its topic's and one part more. */
const topicOf = (record: LogRecord): readonly string[] => [
  ...named('topicArn')(record),
  ...named('subscriptionArn')({ ...record, response: {} }),
];

/** What calls on a topic do. */
export const onTopic = rowsOf({
  source: 'sns.amazonaws.com',
  subject: 'topics',
  targets: topicOf,
});
