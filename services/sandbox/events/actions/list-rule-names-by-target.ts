import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { pageOf } from '../page';
import { busOfCall, busPolicyOfCall } from '../rule-of-call';

export const listRuleNamesByTargetAction: Action = {
  readOnly: true,
  resource: () => '*',
  resourcePolicy: busPolicyOfCall,
  handle: (call, world) => {
    const target = requiredText(call.input, 'TargetArn');
    const rules = [...busOfCall(call, world).rules.values()].filter(({ targets }) =>
      [...targets.values()].some(({ Arn }) => Arn === target),
    );
    const page = pageOf(call.input, rules);
    return { RuleNames: page.items.map(({ name }) => name), NextToken: page.NextToken };
  },
};
