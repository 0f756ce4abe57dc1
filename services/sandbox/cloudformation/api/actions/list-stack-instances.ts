import type { Action } from '../../../core/service';
import type { StackInstance, StackSet } from '../../stack-set';
import { stackSetArn, stackSetOfCall } from '../stack-set-of-call';

/** All of them in one page. */
export const listStackInstances: Action = {
  readOnly: true,
  resource: stackSetArn,
  handle: (call, world) => {
    const stackSet = stackSetOfCall(call, world);
    const { StackInstanceAccount: account, StackInstanceRegion: region } = call.input;
    const found = stackSet.instances
      .filter((each) => account === undefined || each.accountId === account)
      .filter((each) => region === undefined || each.region === region);
    return { Summaries: found.map((instance) => summary(stackSet, instance)) };
  },
};

function summary({ name, id }: StackSet, { accountId, region, outcome }: StackInstance) {
  const current = outcome.kind === 'current';
  return {
    StackSetId: `${name}:${id}`,
    Account: accountId,
    Region: region,
    StackId: current ? outcome.stackId : undefined,
    Status: current ? 'CURRENT' : 'OUTDATED',
    StatusReason: current ? undefined : outcome.why,
    StackInstanceStatus: { DetailedStatus: current ? 'SUCCEEDED' : 'FAILED' },
  };
}
