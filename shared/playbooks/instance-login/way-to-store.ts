import type {
  ContainmentBaseline,
  ContainmentStep,
  IpPermission,
  MachineState,
  SecurityGroup,
} from '../../domain/containment';
import { present, setRules } from './group-rules';
import { isolationGroup, wayToSsm } from './isolation';

const wayOf = ({ wayToStore }: ContainmentBaseline): readonly IpPermission[] =>
  wayToStore?.kind === 'read' ? wayToStore.value : [];

/** What of the way is open now. A machine is contained with it, too. */
export const openPart = (
  baseline: ContainmentBaseline,
  { egress }: SecurityGroup,
): readonly IpPermission[] => present(wayOf(baseline), egress);

/** Lets the machine send evidence. Without a group of isolation its own groups decide, and nothing is opened. */
export const openWay = (baseline: ContainmentBaseline, now: MachineState) =>
  wayTo(baseline, now, wayOf(baseline));

export const closeWay = (baseline: ContainmentBaseline, now: MachineState) =>
  wayTo(baseline, now, []);

function wayTo(
  baseline: ContainmentBaseline,
  now: MachineState,
  way: readonly IpPermission[],
): readonly ContainmentStep[] {
  const group = isolationGroup(baseline, now);
  if (!group) return [];
  return setRules(baseline, group, { ingress: [], egress: [...wayToSsm(baseline), ...way] });
}
