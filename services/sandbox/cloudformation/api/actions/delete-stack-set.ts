import type { Action } from '../../../core/service';
import { cloudFormationOf } from '../../state';
import { stackSetNotEmpty } from '../refusals';
import { stackSetArn, stackSetOfCall } from '../stack-set-of-call';
import { stackSetRecord } from '../stack-set-record';

export const deleteStackSet: Action = {
  readOnly: false,
  resource: stackSetArn,
  handle: (call, world) => {
    const stackSet = stackSetOfCall(call, world);
    if (stackSet.instances.length > 0) throw stackSetNotEmpty();
    const { stackSets } = cloudFormationOf(world);
    stackSets.splice(stackSets.indexOf(stackSet), 1);
    return {};
  },
  record: stackSetRecord,
};
