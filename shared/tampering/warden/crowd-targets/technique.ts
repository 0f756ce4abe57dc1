import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { busOf, nameOf } from '../../../domain/warden-arn';
import { drillOn, strangersQueue } from '../drill-on';
import { partDiffers } from '../seen-part';

/** PutTargets under other ids. A rule has room for five: a full one cannot be given its own target back. */
export const crowdTargets: Technique<'warden'> = {
  id: 'crowd-targets',
  title: 'Crowd a rule with foreign targets',
  subject: 'warden',
  severity: 'medium',
  row: 'GRD-01',
  mitre: DISABLE_LOGS,
  events: { 'events.amazonaws.com': ['PutTargets'] },
  parts: ['targets'],
  detect: partDiffers('rule', 'crowd-targets', (must, is) => {
    const own = must.targets?.map(({ Id }) => Id);
    const foreign = is.targets?.map(({ Id }) => Id).filter((Id) => own && !own.includes(Id)) ?? [];
    return {
      parts: foreign.map((Id) => `targets.${Id}`),
      expected: 'no other target',
      actual: foreign.join(', '), // the runbook removes these
      sentence: `Rule ${must.name} has targets that are not its own: ${foreign.join(', ')}.`,
    };
  }),
  drill: (rule) => {
    const named = { Rule: nameOf(rule.id), EventBusName: busOf(rule.id) };
    return drillOn('rule', rule, [
      'events:PutTargets',
      { ...named, Targets: [{ Id: 'mallory', Arn: strangersQueue(rule) }] },
    ]);
  },
};
