import type { Action } from '../../core/service';
import { functionArn, functionOfCall, functionPolicy } from '../function-of-call';
import { refuse } from '../refusals';

export const getPolicy: Action = {
  readOnly: true,
  eventName: 'GetPolicy20150331v2',
  rest: {
    method: 'GET',
    path: '/2015-03-31/functions/{FunctionName}/policy',
    query: { Qualifier: 'Qualifier' },
  },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: (call, world) => {
    const { permissions, revisionId } = functionOfCall(call, world);
    if (permissions.size === 0) throw refuse.notFound('The resource you requested does not exist.');
    const Statement = [...permissions.values()];
    const Policy = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement });
    return { Policy, RevisionId: revisionId };
  },
};
