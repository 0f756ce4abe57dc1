import type {
  ContainmentBaseline,
  ContainmentStep,
  IpPermission,
  MachineState,
  SecurityGroup,
} from '../../domain/containment';
import { stepsOn } from './machine-step';

/** The group that was, or the one that we made in its place after someone deleted it. */
export const standIn = (
  { incidentId }: ContainmentBaseline,
  { groups }: MachineState,
  { id, name }: SecurityGroup,
): SecurityGroup | undefined =>
  groups.find((one) => one.id === id) ??
  groups.find((one) => one.name === name && one.madeFor === incidentId);

/** A group of someone else under the name of one that was deleted: its maker could open the machine with it. */
export const squatter = (
  baseline: ContainmentBaseline,
  now: MachineState,
  before: SecurityGroup,
): SecurityGroup | undefined =>
  standIn(baseline, now, before) ? undefined : now.groups.find(({ name }) => name === before.name);

/** A group that no interface used while the machine was isolated may be gone: it is made again, with another id. */
export const remake = (
  baseline: ContainmentBaseline,
  now: MachineState,
): readonly ContainmentStep[] =>
  baseline.machine.groups
    .filter((before) => !standIn(baseline, now, before) && !squatter(baseline, now, before))
    .map(({ id, name, description }) =>
      stepsOn(now)('ec2:CreateSecurityGroup', id, {
        GroupName: name,
        Description: description,
        VpcId: now.vpcId,
        TagSpecifications: [
          {
            ResourceType: 'security-group',
            Tags: [{ Key: 'trailwarden:incident', Value: baseline.incidentId }],
          },
        ],
      }),
    );

/** Its rules, with the new ids of the groups that were made again. */
export function wantedGroup(
  baseline: ContainmentBaseline,
  now: MachineState,
  { ingress, egress }: SecurityGroup,
): Pick<SecurityGroup, 'ingress' | 'egress'> {
  const renamed = (permissions: readonly IpPermission[]) =>
    permissions.map((one) =>
      one.UserIdGroupPairs
        ? {
            ...one,
            UserIdGroupPairs: one.UserIdGroupPairs.map((pair) => ({
              ...pair,
              GroupId: idNow(baseline, now, pair.GroupId),
            })),
          }
        : one,
    );
  return { ingress: renamed(ingress), egress: renamed(egress) };
}

export function idNow(baseline: ContainmentBaseline, now: MachineState, id: string): string {
  const before = baseline.machine.groups.find((one) => one.id === id);
  return (before && standIn(baseline, now, before)?.id) ?? id;
}
