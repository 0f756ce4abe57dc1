import type { Action } from '../../core/service';
import { deleteFunction as remove } from '../delete-function';
import { functionArn, functionOfCall, functionPolicy } from '../function-of-call';
import { lambdaRecord } from '../lambda-record';

/** Its event source mappings stay, and poll no more. */
export const deleteFunction: Action = {
  readOnly: false,
  eventName: 'DeleteFunction20150331',
  rest: { method: 'DELETE', path: '/2015-03-31/functions/{FunctionName}', answer: { status: 204 } },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: async (call, world) => {
    await remove(world, functionOfCall(call, world).arn);
    return {};
  },
  record: lambdaRecord,
};
