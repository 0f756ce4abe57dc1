import type { Action } from '../../core/service';
import { functionArn, functionOfCall, functionPolicy } from '../function-of-call';
import { functionOutput } from '../function-output';

/** Without the address the code could be fetched from. */
export const getFunction: Action = {
  readOnly: true,
  eventName: 'GetFunction20150331v2',
  rest: {
    method: 'GET',
    path: '/2015-03-31/functions/{FunctionName}',
    query: { Qualifier: 'Qualifier' },
  },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: (call, world) => {
    const found = functionOfCall(call, world);
    const { reservedConcurrency, tags } = found;
    return {
      Configuration: functionOutput(found),
      Code: { RepositoryType: 'S3' },
      ...(Object.keys(tags).length > 0 && { Tags: tags }),
      ...(reservedConcurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
      }),
    };
  },
};
