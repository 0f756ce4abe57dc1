import { named, rowsOf } from '../records/rows-of';

/** What calls on a queue do. */
export const onQueue = rowsOf({
  source: 'sqs.amazonaws.com',
  subject: 'queues',
  targets: named('queueUrl'),
});
