import { named, type Service } from '../core/service';
import * as destinations from './actions/destinations';
import * as filters from './actions/filters';
import * as groups from './actions/groups';
import * as policies from './actions/policies';
import * as streams from './actions/streams';

/** Groups, streams, filters and policies. Entries are kept and told to subscribed functions; queries, exports and metrics do not exist. */
export const logsService: Service = {
  id: 'logs',
  eventSource: 'logs.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'Logs_20140328' },
  actions: named(destinations, filters, groups, policies, streams),
};
