import { named, type Service } from '../core/service';
import * as messages from './actions/messages';
import * as moveTasks from './actions/move-tasks';
import * as queues from './actions/queues';
import * as receiveMessage from './actions/receive-message';
import { deniedSentence, QueueRefusal } from './refusals';

/** SQS in its JSON protocol, which SDK clients since 2023 and AWS CLI 1.30+ speak. */
export const sqsService: Service = {
  id: 'sqs',
  eventSource: 'sqs.amazonaws.com',
  wire: { protocol: 'json', version: '1.0', targetPrefix: 'AmazonSQS' },
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  deniedSentence,
  errorHeaders: (refusal) => ({
    'x-amzn-query-error': `${refusal instanceof QueueRefusal ? refusal.queryCode : refusal.code};Sender`,
  }),
  actions: named(messages, moveTasks, queues, receiveMessage),
};
