import type { ContainmentBaseline, ContainmentStep, MachineState } from '../../domain/containment';
import { same } from '../../domain/same';
import { changedGroups } from './changed-groups';
import { sameGroup, setRules } from './group-rules';
import { isolationGroup, known } from './isolation';
import { stepsOn } from './machine-step';
import { cuts, type Part, role, scaling, targets, termination } from './release-parts';
import { idNow, remake, squatter, standIn, wantedGroup } from './remade-groups';

export interface Release {
  readonly steps: readonly ContainmentStep[];
  /** What someone else changed since, a sentence each; it was left alone, unless it says otherwise. */
  readonly told: readonly string[];
  /** More steps will follow these. */
  readonly goesOn: boolean;
}

export interface Anyway {
  /** A person has seen which groups have other rules than before. */
  readonly anyway?: boolean;
}

/**
 * From what is there now back to the baseline, in the reverse order of containing. Undoes only what containing did, so
 * it may be asked at any moment, after a run that was cut off as well, and again. Whatever is neither as it was nor as we
 * made it is someone else's.
 */
export function release(
  baseline: ContainmentBaseline,
  now: MachineState,
  { anyway = false }: Anyway = {},
): Release {
  const held = anyway ? [] : changedGroups(baseline, now);
  if (held.length > 0) return { steps: [], told: held, goesOn: false };
  const remade = remake(baseline, now);
  if (remade.length > 0) return { steps: remade, told: [], goesOn: true };
  const parts = [network, termination, targets, scaling, role, cuts].map((part) =>
    part(baseline, now),
  );
  return {
    steps: parts.flatMap(({ steps }) => steps),
    told: parts.flatMap(({ told }) => told),
    goesOn: false,
  };
}

/** A machine that is gone left behind what was made for it outside of it. */
export function releaseGone(baseline: ContainmentBaseline, now: MachineState): Release {
  const isolation = isolationGroup(baseline, now);
  const GroupId = isolation?.id ?? '';
  const group = isolation ? [stepsOn(now)('ec2:DeleteSecurityGroup', GroupId, { GroupId })] : [];
  const parts = [role, cuts].map((part) => part(baseline, now));
  return {
    steps: [...parts.flatMap(({ steps }) => steps), ...group],
    told: parts.flatMap(({ told }) => told),
    goesOn: false,
  };
}

const network: Part = (baseline, now) => {
  const step = stepsOn(now);
  const isolation = isolationGroup(baseline, now);
  const steps: ContainmentStep[] = [];
  const told: string[] = [];
  for (const before of baseline.machine.groups) {
    const stand = standIn(baseline, now, before);
    const other = squatter(baseline, now, before);
    if (other)
      told.push(`${other.id} has the name of ${before.id} (${before.name}), which was deleted.`);
    if (!stand) continue;
    if (stand.id === before.id) {
      if (!sameGroup(before, stand)) told.push(`Group ${before.id} was given other rules since.`);
      continue;
    }
    told.push(`Group ${before.id} (${before.name}) was deleted; ${stand.id} stands for it.`);
    steps.push(...setRules(baseline, stand, wantedGroup(baseline, now, before)));
  }
  const isLacking = (group: string) =>
    baseline.machine.groups.some((one) => one.id === group && !standIn(baseline, now, one));
  const moved: string[] = [];
  for (const { id, groups: before } of baseline.machine.interfaces) {
    const groups = now.interfaces.find((one) => one.id === id)?.groups;
    const wanted = before.map((group) => idNow(baseline, now, group));
    if (!groups) told.push(`Interface ${id} is gone.`);
    else if (isolation && same(groups, [isolation.id]) && before.some(isLacking)) {
      told.push(`Interface ${id} stays isolated until its groups are there again.`);
    } else if (isolation && same(groups, [isolation.id])) {
      moved.push(id);
      steps.push(
        step('ec2:ModifyNetworkInterfaceAttribute', id, { NetworkInterfaceId: id, Groups: wanted }),
      );
    } else if (!same([...groups].sort(), [...wanted].sort())) {
      told.push(`Interface ${id} was given other groups since: ${groups.join(', ')}.`);
    }
  }
  const newcomers = now.interfaces.filter((one) => !known(baseline, now).includes(one));
  told.push(...newcomers.map(({ id }) => `Interface ${id} came since.`));
  if (isolation) {
    const isKept = now.interfaces.some(
      ({ id, groups }) => groups.includes(isolation.id) && !moved.includes(id),
    );
    if (isKept) told.push(`Group ${isolation.id} stays: an interface is in it.`);
    else steps.push(step('ec2:DeleteSecurityGroup', isolation.id, { GroupId: isolation.id }));
  }
  return { steps, told };
};
