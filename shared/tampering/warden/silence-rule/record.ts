import { field, text } from '../../../record/json';
import { harm, unclear } from '../../../record/row';
import { says } from '../../records/rows-of';
import { onRule } from '../on-rule';
import { silenceRule } from './technique';

export const silenceRuleRecords = [
  onRule(silenceRule, {
    DisableRule: says((target) => `Rule ${target} no longer forwards.`),
    PutRule: ({ request }, _known, target) =>
      text(field(request, 'state')) === 'DISABLED'
        ? harm(`Rule ${target} was disabled.`)
        : unclear(`Rule ${target} was rewritten.`),
  }),
];
