import { named, type Service } from '../core/service';
import * as messages from './actions/messages';
import * as queues from './actions/queues';
import * as receiveMessage from './actions/receive-message';
import { QueueRefusal } from './refusals';

/** SQS in its JSON protocol, which SDK clients since 2023 and AWS CLI 1.30+ speak. */
export const sqsService: Service = {
  id: 'sqs',
  eventSource: 'sqs.amazonaws.com',
  wire: { protocol: 'json', version: '1.0', targetPrefix: 'AmazonSQS' },
  errorHeaders: (refusal) => ({
    'x-amzn-query-error': `${refusal instanceof QueueRefusal ? refusal.queryCode : refusal.code};Sender`,
  }),
  actions: named(messages, queues, receiveMessage),
};
