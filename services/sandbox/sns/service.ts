import { named, type Service } from '../core/service';
import * as publish from './actions/publish';
import * as subscriptions from './actions/subscriptions';
import * as topics from './actions/topics';

/** Standard topics; their messages are kept, and delivered to queues only. */
export const snsService: Service = {
  id: 'sns',
  eventSource: 'sns.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2010-03-31',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  },
  deniedCode: 'AuthorizationError',
  actions: named(publish, subscriptions, topics),
};
