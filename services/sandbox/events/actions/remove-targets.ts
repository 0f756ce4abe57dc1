import type { Action } from '../../core/service';
import { texts } from '../input';
import { onRule, ruleOfCall } from '../rule-of-call';

export const removeTargetsAction: Action = {
  readOnly: false,
  ...onRule('Rule'),
  handle: (call, world) => {
    const { rule } = ruleOfCall(call, world, 'Rule');
    for (const id of texts(call.input, 'Ids')) rule.targets.delete(id);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
  record: (_call, output) => ({
    responseElements: output && { failedEntryCount: output.FailedEntryCount, failedEntries: [] },
  }),
};
