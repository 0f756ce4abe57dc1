import { randomUUID } from 'node:crypto';
import type { Action } from '../../core/service';
import { changedFunction, functionArn, functionPolicy } from '../function-of-call';
import { lambdaRecord } from '../lambda-record';
import { refuse } from '../refusals';

export const removePermission: Action = {
  readOnly: false,
  eventName: 'RemovePermission20150331v2',
  rest: {
    method: 'DELETE',
    path: '/2015-03-31/functions/{FunctionName}/policy/{StatementId}',
    query: { Qualifier: 'Qualifier', RevisionId: 'RevisionId' },
    answer: { status: 204 },
  },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: (call, world) => {
    const changed = changedFunction(call, world);
    const id = String(call.input.StatementId);
    if (!changed.permissions.delete(id)) {
      throw refuse.notFound(`Statement ${id} is not found in resource policy.`);
    }
    changed.revisionId = randomUUID();
    return {};
  },
  record: lambdaRecord,
};
