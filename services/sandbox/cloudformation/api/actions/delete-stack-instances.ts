import { randomUUID } from 'node:crypto';
import type { Action } from '../../../core/service';
import { deleteStack } from '../../delete-stack';
import { chosenInstances } from '../chosen-instances';
import { stackSetArn, stackSetOfCall } from '../stack-set-of-call';
import { stackSetRecord } from '../stack-set-record';

/** The stacks are gone when the call is answered, unless RetainStacks leaves them to their accounts. */
export const deleteStackInstances: Action = {
  readOnly: false,
  resource: stackSetArn,
  handle: async (call, world) => {
    const { instances } = stackSetOfCall(call, world);
    const { accountIds, regions } = chosenInstances(call, world);
    const chosen = instances.filter(
      ({ accountId, region }) => accountIds.includes(accountId) && regions.includes(region),
    );
    for (const instance of [...chosen].reverse()) {
      instances.splice(instances.indexOf(instance), 1);
      const { outcome } = instance;
      if (outcome.kind !== 'current' || call.input.RetainStacks === 'true') continue;
      await deleteStack(world, outcome.stackId);
    }
    return { OperationId: String(call.input.OperationId ?? randomUUID()) };
  },
  record: stackSetRecord,
};
