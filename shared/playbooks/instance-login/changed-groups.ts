import type { ContainmentBaseline, MachineState } from '../../domain/containment';
import { same } from '../../domain/same';
import { rulesText, sameGroup } from './group-rules';
import { isolationGroup } from './isolation';

/**
 * Groups that an isolated interface would come back into, and that someone gave other rules meanwhile, a sentence
 * each: they could open the machine as soon as it is released.
 */
export function changedGroups(baseline: ContainmentBaseline, now: MachineState): readonly string[] {
  const isolation = isolationGroup(baseline, now);
  const isIsolated = (wanted: string) =>
    now.interfaces.some(({ id, groups }) => id === wanted && same(groups, [isolation?.id]));
  return baseline.machine.groups.flatMap((before) => {
    const is = now.groups.find(({ id }) => id === before.id);
    const isWaitedFor = baseline.machine.interfaces.some(
      ({ id, groups }) => groups.includes(before.id) && isIsolated(id),
    );
    if (!is || !isWaitedFor || sameGroup(before, is)) return [];
    return [
      `Group ${before.id} was given other rules since, so the machine stays isolated: ${rulesText(before, is)}. Put its rules right, or release it --anyway.`,
    ];
  });
}
