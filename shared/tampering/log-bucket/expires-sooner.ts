import type { Lifecycle, LifecycleRule } from '../../domain/bucket-configurations';
import { same } from '../../domain/same';

/** What an enabled rule does to objects, and when. Delete markers and unfinished uploads hold no logs. */
interface Effect {
  readonly kind: string;
  readonly days?: number;
  readonly date?: string;
  /** So many versions are spared. */
  readonly spared: number;
}

/**
 * Does this lifecycle take anything away, or move it, sooner than the other or where the other does
 * not? Fewer rules, longer times and disabled rules are more logs. With any prefix: Stratus writes
 * `*`, which S3 takes literally, and next time it may be the right one.
 */
export function expiresSooner(must: Lifecycle, is: Lifecycle): boolean {
  const allowed = must.Rules.filter(isEnabled);
  return is.Rules.filter(isEnabled).some((rule) =>
    effectsOf(rule).some((effect) => !allowed.some((before) => allows(before, rule, effect))),
  );
}

const isEnabled = ({ Status }: LifecycleRule): boolean => Status === 'Enabled';

const allows = (before: LifecycleRule, rule: LifecycleRule, effect: Effect): boolean =>
  (isEverything(before) || same(scopeOf(before), scopeOf(rule))) &&
  effectsOf(before).some((allowed) => isNoSooner(effect, allowed));

function isNoSooner(effect: Effect, allowed: Effect): boolean {
  if (effect.kind !== allowed.kind || effect.spared < allowed.spared) return false;
  if (effect.date !== undefined || allowed.date !== undefined) {
    return (effect.date ?? '') >= (allowed.date ?? 'never');
  }
  return (effect.days ?? 0) >= (allowed.days ?? 0);
}

function effectsOf(rule: LifecycleRule): readonly Effect[] {
  const { Expiration: expiry, NoncurrentVersionExpiration: old } = rule;
  return [
    ...(expiry?.Days !== undefined || expiry?.Date !== undefined
      ? [effect('Expiration', expiry)]
      : []),
    ...(old ? [effect('NoncurrentVersionExpiration', old)] : []),
    ...(rule.Transitions ?? []).map((to) => effect(`Transition ${to.StorageClass}`, to)),
    ...(rule.NoncurrentVersionTransitions ?? []).map((to) =>
      effect(`NoncurrentVersionTransition ${to.StorageClass}`, to),
    ),
  ];
}

function effect(
  kind: string,
  when: {
    readonly Days?: number;
    readonly NoncurrentDays?: number;
    readonly Date?: string;
    readonly NewerNoncurrentVersions?: number;
  },
): Effect {
  const days = when.Days ?? when.NoncurrentDays;
  return {
    kind,
    spared: when.NewerNoncurrentVersions ?? 0,
    ...(days !== undefined && { days }),
    ...(when.Date !== undefined && { date: when.Date }),
  };
}

/** A prefix in the old place means the same as one in the filter. */
const scopeOf = ({ Prefix, Filter = {} }: LifecycleRule): unknown =>
  Prefix === undefined ? Filter : { Prefix };

const isEverything = (rule: LifecycleRule): boolean =>
  same(scopeOf(rule), {}) || same(scopeOf(rule), { Prefix: '' });
