import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { refuse } from '../refusals';
import { busOfCall, onRule } from '../rule-of-call';

/** Deleting a rule that does not exist succeeds. [D] API_DeleteRule */
export const deleteRuleAction: Action = {
  readOnly: false,
  ...onRule('Name'),
  handle: (call, world) => {
    const { rules } = busOfCall(call, world);
    const name = requiredText(call.input, 'Name');
    if ((rules.get(name)?.targets.size ?? 0) > 0) throw refuse.ruleHasTargets();
    rules.delete(name);
    return {};
  },
};
