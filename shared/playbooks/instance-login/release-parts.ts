import type { ContainmentBaseline, ContainmentStep, MachineState } from '../../domain/containment';
import { same } from '../../domain/same';
import { entryAt, liftCuts, protection, targetInput } from './contain';
import { denial } from './isolation';
import { stepsOn } from './machine-step';

/** One thing that containing changed, back to what it was. */
export type Part = (
  baseline: ContainmentBaseline,
  now: MachineState,
) => { readonly steps: readonly ContainmentStep[]; readonly told: readonly string[] };

export const termination: Part = (baseline, now) => {
  const { isTerminationProtected: was } = baseline.machine;
  if (was === now.isTerminationProtected) return { steps: [], told: [] };
  return was
    ? { steps: [], told: ['Its termination protection was taken away since.'] }
    : { steps: [protection(baseline, false)], told: [] };
};

export const targets: Part = ({ machine }, now) => {
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

export const scaling: Part = ({ machine }, now) => {
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

export const role: Part = (baseline, now) => {
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

export const cuts: Part = (baseline, now) => ({
  steps: liftCuts(baseline, now),
  told: baseline.cuts
    .filter((cut) => {
      const entry = entryAt(now, cut);
      return entry !== undefined && !same(entry, cut.entry);
    })
    .map(({ aclId, entry }) => `Entry ${entry.RuleNumber} of ${aclId} was changed since.`),
});
