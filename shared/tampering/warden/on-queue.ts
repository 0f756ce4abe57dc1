import { queueUrlOf } from '../../record/protected';
import { named, rowsOf } from '../records/rows-of';

/** What calls on a queue do. */
export const onQueue = rowsOf({
  source: 'sqs.amazonaws.com',
  subject: 'queues',
  targets: (record) => named('queueUrl')(record).map((url) => queueUrlOf(url, record)),
});
