import type { Action } from '../../core/service';
import { ruleArnOfCall, ruleOfCall } from '../rule-of-call';

export const listTargetsByRuleAction: Action = {
  readOnly: true,
  resource: ruleArnOfCall('Rule'),
  handle: (call, world) => ({
    Targets: [...ruleOfCall(call, world, 'Rule').rule.targets.values()],
  }),
};
