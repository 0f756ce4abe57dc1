import { named, type Service } from '../core/service';
import * as queryLogs from './actions/query-logs';

/** Configurations of query logging are listed; there are no endpoints, rules or firewalls, and nothing is resolved. */
export const route53resolverService: Service = {
  id: 'route53resolver',
  eventSource: 'route53resolver.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'Route53Resolver' },
  actions: named(queryLogs),
};
