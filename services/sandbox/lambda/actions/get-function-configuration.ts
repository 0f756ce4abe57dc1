import type { Action } from '../../core/service';
import { functionArn, functionOfCall, functionPolicy } from '../function-of-call';
import { functionOutput } from '../function-output';

export const getFunctionConfiguration: Action = {
  readOnly: true,
  eventName: 'GetFunctionConfiguration20150331v2',
  rest: {
    method: 'GET',
    path: '/2015-03-31/functions/{FunctionName}/configuration',
    query: { Qualifier: 'Qualifier' },
  },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: (call, world) => functionOutput(functionOfCall(call, world)),
};
