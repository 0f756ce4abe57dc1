import type { Action } from '../../core/service';
import { assign } from '../assign';
import { functionArn, functionOfCall, functionPolicy } from '../function-of-call';
import { lambdaRecord } from '../lambda-record';
import { refuse } from '../refusals';

/** 0 refuses every invocation from now on; what runs already finishes. */
export const putFunctionConcurrency: Action = {
  readOnly: false,
  eventName: 'PutFunctionConcurrency20171031',
  rest: { method: 'PUT', path: '/2017-10-31/functions/{FunctionName}/concurrency' },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: (call, world) => {
    const { ReservedConcurrentExecutions: reserved } = call.input;
    if (typeof reserved !== 'number' || reserved < 0) {
      throw refuse.invalidParameter(
        'ReservedConcurrentExecutions must be greater than or equal to 0.',
      );
    }
    const changed = functionOfCall(call, world);
    changed.reservedConcurrency = reserved;
    assign(world, changed);
    return { ReservedConcurrentExecutions: reserved };
  },
  record: lambdaRecord,
};
