import type { Action } from '../../core/service';
import { functionArn, functionOfCall, functionPolicy } from '../function-of-call';

export const getFunctionConcurrency: Action = {
  readOnly: true,
  eventName: 'GetFunctionConcurrency20190930',
  rest: { method: 'GET', path: '/2019-09-30/functions/{FunctionName}/concurrency' },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: (call, world) => {
    const { reservedConcurrency } = functionOfCall(call, world);
    return reservedConcurrency === undefined
      ? {}
      : { ReservedConcurrentExecutions: reservedConcurrency };
  },
};
