import type { Action } from '../../core/service';
import { optionalText } from '../input';
import { pageOf } from '../page';
import { busOfCall, busPolicyOfCall } from '../rule-of-call';
import { renderRule } from './describe-rule';

export const listRulesAction: Action = {
  readOnly: true,
  resource: () => '*',
  resourcePolicy: busPolicyOfCall,
  handle: (call, world) => {
    const prefix = optionalText(call.input, 'NamePrefix') ?? '';
    const rules = [...busOfCall(call, world).rules.values()];
    const page = pageOf(
      call.input,
      rules.filter(({ name }) => name.startsWith(prefix)),
    );
    return { Rules: page.items.map(renderRule), NextToken: page.NextToken };
  },
};
