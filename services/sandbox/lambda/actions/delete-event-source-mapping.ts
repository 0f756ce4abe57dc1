import type { Action } from '../../core/service';
import { lambdaRecord } from '../lambda-record';
import { mappingArn, mappingConditions, mappingOfCall } from '../mapping-of-call';
import { mappingOutput } from '../mapping-output';
import { lambdaOf } from '../state';

/** Polling ends at once; the batch at work is finished. */
export const deleteEventSourceMapping: Action = {
  readOnly: false,
  eventName: 'DeleteEventSourceMapping20150331',
  rest: {
    method: 'DELETE',
    path: '/2015-03-31/event-source-mappings/{UUID}',
    answer: { status: 202 },
  },
  resource: mappingArn,
  conditions: mappingConditions,
  handle: (call, world) => {
    const mapping = mappingOfCall(call, world);
    mapping.stop();
    lambdaOf(world).mappings.delete(mapping.id);
    return { ...mappingOutput(mapping), State: 'Deleting' };
  },
  record: lambdaRecord,
};
