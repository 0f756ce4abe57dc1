/**
 * One thing that a deployment needs, looked at: `trailwarden preflight` before it, `trailwarden doctor` after it.
 * What could not be read is `unknown`, never `ok`.
 */
export interface Condition {
  /** What is asked, as one word with hyphens, the same in every release: `all-features`, `role-assumable`. */
  readonly id: string;
  /** Of what: an account, `111122223333 eu-west-1`, a unit, a parameter, or `organization`. */
  readonly of: string;
  readonly state: ConditionState;
  /** What was found, a sentence. */
  readonly says: string;
  /** How to mend it: a command to copy, or a sentence. Absent where there is nothing to do. */
  readonly mend?: string;
}

/** `advice` is true and worth doing, and nothing waits for it. */
export type ConditionState = 'ok' | 'advice' | 'missing' | 'unknown';

/** Worst first; within a state in the order they came. */
export const worstFirst = (conditions: readonly Condition[]): Condition[] =>
  [...conditions].sort((one, other) => RANK[one.state] - RANK[other.state]);

const RANK: Readonly<Record<ConditionState, number>> = { missing: 0, unknown: 1, advice: 2, ok: 3 };

/** How many there are in each state. */
export const countConditions = (
  conditions: readonly Condition[],
): Readonly<Record<ConditionState, number>> => {
  const counts = { ok: 0, advice: 0, missing: 0, unknown: 0 };
  for (const { state } of conditions) counts[state] += 1;
  return counts;
};

/**
 * The same found of many accounts or places as one condition: `28 of them: 444455556666, 555566667777 …`. In the order in
 * which each was found first.
 */
export function groupConditions(conditions: readonly Condition[]): Condition[] {
  const groups = new Map<string, Condition[]>();
  for (const one of conditions) {
    const key = JSON.stringify([one.id, one.state, one.says]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [Condition, ...Condition[]];
    if (group.length <= NAMED) return { ...first, of: group.map(({ of }) => of).join(', ') };
    const named = group.slice(0, NAMED).map(({ of }) => of);
    return { ...first, of: `${group.length} of them: ${named.join(', ')} …` };
  });
}

const NAMED = 3;
