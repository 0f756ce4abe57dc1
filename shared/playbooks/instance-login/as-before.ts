import { canonicalText } from '../../domain/canonical-text';
import type { ContainmentBaseline, MachineState } from '../../domain/containment';
import { same } from '../../domain/same';
import { sameGroup } from './group-rules';
import { isolationGroup } from './isolation';
import type { Anyway } from './release';
import { idNow, standIn, wantedGroup } from './remade-groups';

/** Is everything as it was? `differences` are what a person has to know, a sentence each. */
export function isAsBefore(
  baseline: ContainmentBaseline,
  now: MachineState,
  { anyway = false }: Anyway = {},
): { readonly isSame: boolean; readonly differences: readonly string[] } {
  const { machine } = baseline;
  const isolation = isolationGroup(baseline, now);
  const differences = [
    ...interfaces(baseline, now),
    ...groups(baseline, now, anyway),
    ...(isolation ? [`The isolation's group ${isolation.id} is still there.`] : []),
    ...told('Termination protection', machine.isTerminationProtected, now.isTerminationProtected),
    ...told('Target groups', sorted(machine.targets), sorted(now.targets)),
    ...told('Auto Scaling', machine.scaling, now.scaling),
    ...told('The role', machine.role, now.role),
    ...machine.acls.flatMap(({ id, entries }) =>
      told(
        `Network ACL ${id}`,
        sorted(entries),
        sorted(now.acls.find((one) => one.id === id)?.entries ?? []),
      ),
    ),
  ];
  return { isSame: differences.length === 0, differences };
}

const sorted = (all: readonly unknown[]): readonly string[] => all.map(canonicalText).sort();

const told = (name: string, was: unknown, is: unknown): readonly string[] =>
  same(was ?? null, is ?? null) ? [] : [`${name}: ${textOf(was)} before, ${textOf(is)} now.`];

const textOf = (value: unknown): string => (value === undefined ? 'none' : canonicalText(value));

function interfaces(baseline: ContainmentBaseline, now: MachineState): readonly string[] {
  const before = baseline.machine.interfaces.map(({ id, groups }) => ({
    ...{ id, groups: groups.map((group) => idNow(baseline, now, group)).sort() },
  }));
  const after = now.interfaces.map(({ id, groups }) => ({ id, groups: [...groups].sort() }));
  return told('Interfaces', sorted(before), sorted(after));
}

/** A group that was made again under another id, with the same rules, is the group that was. */
function groups(
  baseline: ContainmentBaseline,
  now: MachineState,
  anyway: boolean,
): readonly string[] {
  return baseline.machine.groups.flatMap((before) => {
    const after = standIn(baseline, now, before);
    if (!after) return [`Group ${before.id} (${before.name}) is gone.`];
    return anyway || sameGroup(wantedGroup(baseline, now, before), after)
      ? []
      : [`Group ${after.id} (${before.name}) has other rules than before.`];
  });
}
