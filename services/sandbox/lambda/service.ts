import { named, type Service } from '../core/service';
import * as eventSourceMappings from './actions/event-source-mappings';
import * as functions from './actions/functions';

/** The control plane; functions are invoked by their queues, and not over the wire. */
export const lambdaService: Service = {
  id: 'lambda',
  eventSource: 'lambda.amazonaws.com',
  wire: { protocol: 'rest-json' },
  throttlingCode: 'TooManyRequestsException',
  actions: named(eventSourceMappings, functions),
};
