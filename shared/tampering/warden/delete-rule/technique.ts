import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { busOf, nameOf } from '../../../domain/warden-arn';
import { drillOn, targetOf } from '../drill-on';
import { partIsGone } from '../seen-part';

/** DeleteRule, after RemoveTargets. The record carries the name only; what is put back is the baseline's. */
export const deleteRule: Technique<'warden'> = {
  id: 'delete-rule',
  title: 'Delete a rule that reports changes',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-01',
  mitre: DISABLE_LOGS,
  events: { 'events.amazonaws.com': ['DeleteRule', 'RemoveTargets'] },
  parts: ['targets', 'tags'], // a restoration that was cut short is found by them
  detect: partIsGone('rule', 'delete-rule'),
  drill: (rule) => {
    const bus = { EventBusName: busOf(rule.id) };
    const name = nameOf(rule.id);
    return drillOn(
      'rule',
      rule,
      ['events:RemoveTargets', { Rule: name, ...bus, Ids: [targetOf(name)] }],
      ['events:DeleteRule', { Name: name, ...bus }],
    );
  },
};
