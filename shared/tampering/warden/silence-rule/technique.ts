import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { busOf, nameOf } from '../../../domain/warden-arn';
import { drillOn } from '../drill-on';
import { partDiffers } from '../seen-part';

/**
 * DisableRule, or PutRule with another pattern, schedule, role or state. Only the rule goes quiet: the trail logs
 * on and nothing looks wrong, until the next change goes unheard.
 */
export const silenceRule: Technique<'warden'> = {
  id: 'silence-rule',
  title: 'Silence a rule that reports changes',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-01',
  mitre: DISABLE_LOGS,
  events: { 'events.amazonaws.com': ['DisableRule', 'PutRule'] },
  parts: [],
  detect: partDiffers('rule', 'silence-rule', (must, is) => {
    const changed = SETTINGS.filter((name) => must[name] !== is[name] && !isWider(is[name]));
    return {
      parts: changed,
      expected: changed.map((name) => must[name] ?? 'none').join(', '),
      actual: changed.map((name) => is[name] ?? 'none').join(', '),
      sentence: `Rule ${must.name} is not what it must be: ${changed.join(', ')}.`,
    };
  }),
  drill: (rule) =>
    drillOn('rule', rule, [
      'events:DisableRule',
      { Name: nameOf(rule.id), EventBusName: busOf(rule.id) },
    ]),
};

const SETTINGS = ['state', 'eventPattern', 'scheduleExpression', 'roleArn'] as const;

/** Enabled, and for calls that only read as well. [D] API_PutRule */
const isWider = (state: string | undefined): boolean =>
  state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
