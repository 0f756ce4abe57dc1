import type { Action } from '../../core/service';
import { mappingArn, mappingConditions, mappingOfCall } from '../mapping-of-call';
import { mappingOutput } from '../mapping-output';

export const getEventSourceMapping: Action = {
  readOnly: true,
  eventName: 'GetEventSourceMapping20150331',
  rest: { method: 'GET', path: '/2015-03-31/event-source-mappings/{UUID}' },
  resource: mappingArn,
  conditions: mappingConditions,
  handle: (call, world) => mappingOutput(mappingOfCall(call, world)),
};
