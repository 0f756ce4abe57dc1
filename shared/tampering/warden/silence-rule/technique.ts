import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';
import { busOf, nameOf } from '../../../domain/warden-arn';
import { drillOn } from '../drill-on';
import { foundIn, seenPart } from '../seen-part';

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
  detect,
  drill: (rule) =>
    drillOn('rule', rule, [
      'events:DisableRule',
      { Name: nameOf(rule.id), EventBusName: busOf(rule.id) },
    ]),
};

const SETTINGS = ['state', 'eventPattern', 'scheduleExpression', 'roleArn'] as const;

function detect(observation: Known<'warden'>, expected: Expected<'warden'>): Finding | undefined {
  const seen = seenPart('rule', observation, expected);
  if (!seen) return undefined;
  const { must, is } = seen;
  const changed = SETTINGS.filter((name) => must[name] !== is[name] && !isWider(is[name]));
  return foundIn(changed, {
    technique: 'silence-rule',
    expected: changed.map((name) => must[name] ?? 'none').join(', '),
    actual: changed.map((name) => is[name] ?? 'none').join(', '),
    sentence: `Rule ${must.name} is not what it must be: ${changed.join(', ')}.`,
  });
}

/** Enabled, and for calls that only read as well. [D] API_PutRule */
const isWider = (state: string | undefined): boolean =>
  state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
