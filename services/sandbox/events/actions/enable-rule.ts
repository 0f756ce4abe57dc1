import type { Action } from '../../core/service';
import { setRuleState } from '../put-rule';
import { onRule, ruleOfCall } from '../rule-of-call';

export const enableRuleAction: Action = {
  readOnly: false,
  ...onRule('Name'),
  handle: (call, world) => {
    const { bus, rule } = ruleOfCall(call, world, 'Name');
    setRuleState(bus, rule, 'ENABLED');
    return {};
  },
};
