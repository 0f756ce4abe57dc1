import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import type { RuleTarget } from '../../../domain/warden';
import { busOf, nameOf } from '../../../domain/warden-arn';
import { drillOn, strangersQueue, targetOf } from '../drill-on';
import { partDiffers } from '../seen-part';

/**
 * RemoveTargets, or PutTargets under the same id: another place, another role, or an Input that sends
 * a constant in the event's stead. The rule stays enabled, and matches into the void.
 */
export const divertTargets: Technique<'warden'> = {
  id: 'divert-targets',
  title: 'Divert what a rule reports',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-01',
  mitre: DISABLE_LOGS,
  events: { 'events.amazonaws.com': ['PutTargets', 'RemoveTargets'] },
  parts: ['targets'],
  detect: partDiffers('rule', 'divert-targets', (must, { targets }) => {
    const now = new Map(targets?.map((target) => [target.Id, target]));
    const changed = (must.targets ?? []).filter(
      (target) => targets && textOf(target) !== textOf(now.get(target.Id)),
    );
    return {
      parts: changed.map(({ Id }) => `targets.${Id}`),
      expected: changed.map(({ Arn }) => Arn).join(', '),
      actual: changed.map(({ Id, Arn }) => shown(Arn, now.get(Id))).join(', '),
      sentence: `Rule ${must.name} no longer reports to where it must.`,
    };
  }),
  drill: (rule) => {
    const name = nameOf(rule.id);
    return drillOn('rule', rule, [
      'events:PutTargets',
      {
        Rule: name,
        EventBusName: busOf(rule.id),
        Targets: [{ Id: targetOf(name), Arn: strangersQueue(rule) }],
      },
    ]);
  },
};

const shown = (must: string, is: RuleTarget | undefined): string => {
  if (!is) return 'none';
  return is.Arn === must ? 'the same, with other settings' : is.Arn;
};

/** The same in any order of the keys. */
const textOf = (value: unknown): string => JSON.stringify(value, inOrder) ?? 'none';

const inOrder = (_: string, value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
