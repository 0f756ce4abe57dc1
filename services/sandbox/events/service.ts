import { named, type Service } from '../core/service';
import * as buses from './actions/buses';
import * as putEvents from './actions/put-events';
import * as rules from './actions/rules';

/** EventBridge's classic event buses and rules. Archives, schedules, pipes and API destinations are not emulated. */
export const eventsService: Service = {
  id: 'events',
  eventSource: 'events.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AWSEvents' },
  actions: named(buses, putEvents, rules),
};
