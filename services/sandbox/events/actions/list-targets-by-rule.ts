import type { Action } from '../../core/service';
import { onRule, ruleOfCall } from '../rule-of-call';

export const listTargetsByRuleAction: Action = {
  readOnly: true,
  ...onRule('Rule'),
  handle: (call, world) => ({
    Targets: [...ruleOfCall(call, world, 'Rule').rule.targets.values()],
  }),
};
