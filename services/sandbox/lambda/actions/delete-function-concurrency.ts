import type { Action } from '../../core/service';
import { assign } from '../assign';
import { functionArn, functionOfCall, functionPolicy } from '../function-of-call';
import { lambdaRecord } from '../lambda-record';

export const deleteFunctionConcurrency: Action = {
  readOnly: false,
  eventName: 'DeleteFunctionConcurrency20171031',
  rest: {
    method: 'DELETE',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    answer: { status: 204 },
  },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: (call, world) => {
    const changed = functionOfCall(call, world);
    changed.reservedConcurrency = undefined;
    assign(world, changed);
    return {};
  },
  record: lambdaRecord,
};
