import type { ContainmentBaseline, ContainmentStep, MachineState } from '../../domain/containment';
import { same } from '../../domain/same';
import { entryAt, liftCuts, protection, targetInput } from './contain';
import { sameGroup, setRules } from './group-rules';
import { denial, isolationGroup, known } from './isolation';
import { stepsOn } from './machine-step';
import { idNow, remake, squatter, standIn, wantedGroup } from './remade-groups';

export interface Release {
  readonly steps: readonly ContainmentStep[];
  /** What somebody else changed since, a sentence each; it was left alone, unless it says otherwise. */
  readonly told: readonly string[];
  /** More steps will follow these. */
  readonly goesOn: boolean;
}

/**
 * From what is there now back to the baseline, in the reverse order of containing. Undoes only what containing did, so
 * it may be asked at any moment, after a run that was cut off as well, and again. Whatever is neither as it was nor as we
 * made it is somebody else's.
 */
export function release(baseline: ContainmentBaseline, now: MachineState): Release {
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

type Part = (
  baseline: ContainmentBaseline,
  now: MachineState,
) => { readonly steps: readonly ContainmentStep[]; readonly told: readonly string[] };

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

const termination: Part = (baseline, now) => {
  const { isTerminationProtected: was } = baseline.machine;
  if (was === now.isTerminationProtected) return { steps: [], told: [] };
  return was
    ? { steps: [], told: ['Its termination protection was taken away since.'] }
    : { steps: [protection(baseline, false)], told: [] };
};

const targets: Part = ({ machine }, now) => {
  const lacks = (some: MachineState, other: MachineState) =>
    some.targets.filter((one) => !other.targets.some((two) => same(one, two)));
  return {
    steps: lacks(machine, now).map((one) =>
      stepsOn(machine)(
        'elasticloadbalancing:RegisterTargets',
        one.targetGroupArn,
        targetInput(machine, one),
      ),
    ),
    told: lacks(now, machine).map((one) => `It was registered in ${one.targetGroupArn} since.`),
  };
};

const scaling: Part = ({ machine }, now) => {
  const [was, is] = [machine.scaling, now.scaling];
  if (same(was, is)) return { steps: [], told: [] };
  const isOurs =
    was?.name === is?.name && was?.lifecycle === 'InService' && is?.lifecycle === 'Standby';
  if (!isOurs || !is) {
    const now = is ? `in ${is.name}, ${is.lifecycle}` : 'in no Auto Scaling group';
    return { steps: [], told: [`It is ${now} since.`] };
  }
  const input = { AutoScalingGroupName: is.name, InstanceIds: [machine.instanceId] };
  return { steps: [stepsOn(machine)('autoscaling:ExitStandby', is.name, input)], told: [] };
};

const role: Part = (baseline, now) => {
  const { machine, name: PolicyName } = baseline;
  const RoleName = machine.role?.name;
  if (now.role?.name !== RoleName) {
    const left = RoleName ? ` The policy ${PolicyName} of ${RoleName} may be there still.` : '';
    return { steps: [], told: [`Its role is ${now.role?.name ?? 'none'} since.${left}`] };
  }
  if (RoleName === undefined || now.role?.policy === undefined) return { steps: [], told: [] };
  const isOurs = now.role.policy === denial(baseline);
  return {
    steps: [stepsOn(machine)('iam:DeleteRolePolicy', RoleName, { RoleName, PolicyName })],
    told: isOurs
      ? []
      : [`The policy ${PolicyName} was changed since; it is taken away all the same.`],
  };
};

const cuts: Part = (baseline, now) => ({
  steps: liftCuts(baseline, now),
  told: baseline.cuts
    .filter((cut) => {
      const entry = entryAt(now, cut);
      return entry !== undefined && !same(entry, cut.entry);
    })
    .map(({ aclId, entry }) => `Entry ${entry.RuleNumber} of ${aclId} was changed since.`),
});
