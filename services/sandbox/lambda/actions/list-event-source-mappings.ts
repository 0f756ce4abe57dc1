import type { Action } from '../../core/service';
import { functionArn } from '../function-of-call';
import { isOwnMapping } from '../mapping-of-call';
import { mappingOutput } from '../mapping-output';
import { lambdaOf } from '../state';

/** All of them in one page. */
export const listEventSourceMappings: Action = {
  readOnly: true,
  eventName: 'ListEventSourceMappings20150331',
  rest: {
    method: 'GET',
    path: '/2015-03-31/event-source-mappings',
    query: {
      EventSourceArn: 'EventSourceArn',
      FunctionName: 'FunctionName',
      Marker: 'Marker',
      MaxItems: 'MaxItems',
    },
  },
  resource: () => '*',
  handle: (call, world) => {
    const { FunctionName, EventSourceArn } = call.input;
    const found = [...lambdaOf(world).mappings.values()]
      .filter((mapping) => isOwnMapping(call, mapping))
      .filter((each) => FunctionName === undefined || each.functionArn === functionArn(call))
      .filter((each) => EventSourceArn === undefined || each.sourceArn === EventSourceArn);
    return { EventSourceMappings: found.map(mappingOutput) };
  },
};
