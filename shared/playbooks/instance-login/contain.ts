import type {
  AclEntry,
  ContainmentBaseline,
  ContainmentStep,
  Cut,
  MachineState,
} from '../../domain/containment';
import { same } from '../../domain/same';
import { setRules } from './group-rules';
import { createIsolation, denial, isIsolated, isolationGroup, known, wayToSsm } from './isolation';
import { stepsOn } from './machine-step';
import { openPart } from './way-to-store';

/** The next steps, in their order. Where there are none, the machine is contained. */
export interface Containment {
  readonly steps: readonly ContainmentStep[];
  /** More steps will follow these: a group's id is known only after it was made. */
  readonly goesOn: boolean;
}

/**
 * From what is there now to a machine that talks with nothing but SSM. Level-triggered: a run that was cut off anywhere
 * reads again, asks again and goes on. Only what the baseline has is touched.
 *
 * Peers first, since nothing else ends what is connected. The role then, since its credentials work from anywhere. The
 * Auto Scaling group and the load balancers before the network, or they would replace the machine; it is protected from
 * termination before it looks unhealthy.
 */
export function contain(baseline: ContainmentBaseline, now: MachineState): Containment {
  const group = isolationGroup(baseline, now);
  const steps = [
    ...(isIsolated(baseline, now)
      ? []
      : missingCuts(baseline, now).map((cut) => createCut(baseline, cut))),
    ...denied(baseline, now),
    ...leaveScaling(baseline, now),
    ...leaveTargets(baseline, now),
    ...protect(baseline, now),
  ];
  if (!group) return { steps: [...steps, createIsolation(baseline)], goesOn: true };
  const step = stepsOn(now);
  const moved = known(baseline, now)
    .filter(({ groups }) => !same(groups, [group.id]))
    .map(({ id }) =>
      step('ec2:ModifyNetworkInterfaceAttribute', id, {
        NetworkInterfaceId: id,
        Groups: [group.id],
      }),
    );
  // The way for evidence is opened and closed by states of its own.
  const egress = [...wayToSsm(baseline), ...openPart(baseline, group)];
  const rules = setRules(baseline, group, { ingress: [], egress });
  return { steps: [...steps, ...rules, ...moved], goesOn: false };
}

/**
 * The peers are let go again. A flow that its group still tracks would go on, so this is for when the login was ended on
 * the machine, and no later than the release.
 */
export const liftCuts = (
  baseline: ContainmentBaseline,
  now: MachineState,
): readonly ContainmentStep[] =>
  baseline.cuts
    .filter((cut) => same(entryAt(now, cut), cut.entry))
    .map(({ aclId, entry: { RuleNumber, Egress } }) =>
      stepsOn(now)('ec2:DeleteNetworkAclEntry', aclId, { NetworkAclId: aclId, RuleNumber, Egress }),
    );

/** The entry under the number of a cut, be it ours or not. */
export const entryAt = ({ acls }: MachineState, { aclId, entry }: Cut): AclEntry | undefined =>
  acls
    .find(({ id }) => id === aclId)
    ?.entries.find(
      ({ RuleNumber, Egress }) => RuleNumber === entry.RuleNumber && Egress === entry.Egress,
    );

const missingCuts = ({ cuts }: ContainmentBaseline, now: MachineState) =>
  cuts.filter((cut) => entryAt(now, cut) === undefined);

const createCut = ({ machine }: ContainmentBaseline, { aclId, entry }: Cut) =>
  stepsOn(machine)('ec2:CreateNetworkAclEntry', aclId, { NetworkAclId: aclId, ...entry });

function denied(baseline: ContainmentBaseline, { role }: MachineState): readonly ContainmentStep[] {
  const { machine, name: PolicyName } = baseline;
  const PolicyDocument = denial(baseline);
  if (!machine.role || role?.name !== machine.role.name || role.policy === PolicyDocument)
    return [];
  const { name: RoleName } = role;
  return [
    stepsOn(machine)('iam:PutRolePolicy', RoleName, { RoleName, PolicyName, PolicyDocument }),
  ];
}

function leaveScaling(
  { machine }: ContainmentBaseline,
  { scaling }: MachineState,
): readonly ContainmentStep[] {
  if (scaling?.lifecycle !== 'InService' || scaling.name !== machine.scaling?.name) return [];
  return [
    stepsOn(machine)('autoscaling:EnterStandby', scaling.name, {
      AutoScalingGroupName: scaling.name,
      InstanceIds: [machine.instanceId],
      ShouldDecrementDesiredCapacity: true,
    }),
  ];
}

const leaveTargets = ({ machine }: ContainmentBaseline, { targets }: MachineState) =>
  machine.targets
    .filter((one) => targets.some((other) => same(one, other)))
    .map((one) =>
      stepsOn(machine)(
        'elasticloadbalancing:DeregisterTargets',
        one.targetGroupArn,
        targetInput(machine, one),
      ),
    );

export const targetInput = (
  { instanceId }: MachineState,
  { targetGroupArn, port, zone }: MachineState['targets'][number],
) => ({
  TargetGroupArn: targetGroupArn,
  Targets: [
    {
      Id: instanceId,
      ...(port !== undefined && { Port: port }),
      ...(zone && { AvailabilityZone: zone }),
    },
  ],
});

export const protection = ({ machine }: ContainmentBaseline, Value: boolean): ContainmentStep =>
  stepsOn(machine)('ec2:ModifyInstanceAttribute', machine.instanceId, {
    InstanceId: machine.instanceId,
    DisableApiTermination: { Value },
  });

const protect = (baseline: ContainmentBaseline, now: MachineState): readonly ContainmentStep[] =>
  now.isTerminationProtected || now.isSpot ? [] : [protection(baseline, true)];
