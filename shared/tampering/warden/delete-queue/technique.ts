import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { drillOn } from '../drill-on';
import { queueUrl } from '../queue-url';
import { partIsGone } from '../seen-part';

/** DeleteQueue. AWS makes no queue of the same name for 60 seconds ([D] API_DeleteQueue): that is waited for. */
export const deleteQueue: Technique<'warden'> = {
  id: 'delete-queue',
  title: 'Delete a queue of signals',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-06',
  mitre: DISABLE_LOGS,
  events: { 'sqs.amazonaws.com': ['DeleteQueue'] },
  parts: [],
  detect: partIsGone('queue', 'delete-queue'),
  drill: (queue) => drillOn('queue', queue, ['sqs:DeleteQueue', { QueueUrl: queueUrl(queue.id) }]),
};
