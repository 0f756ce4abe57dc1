import { named, type Service } from '../core/service';
import * as history from './actions/history';

/** What AWS Config has recorded of resources; there are no recorders, rules or aggregators. */
export const configService: Service = {
  id: 'config',
  eventSource: 'config.amazonaws.com',
  wire: { protocol: 'json', targetPrefix: 'StarlingDoveService', version: '1.1' },
  actions: named(history),
};
