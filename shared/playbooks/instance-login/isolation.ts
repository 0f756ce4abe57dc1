import type {
  ContainmentBaseline,
  ContainmentCall,
  ContainmentStep,
  IpPermission,
  MachineState,
  SecurityGroup,
} from '../../domain/containment';
import { machineArn } from '../../domain/login';
import { same } from '../../domain/same';
import { stepsOn } from './machine-step';

/**
 * By the id that AWS gave it. Where a run was cut off before that was kept, by its name and its incident's tag: a group
 * of the same name that someone else made is none.
 */
export const isolationGroup = (
  { name, incidentId, isolationId }: ContainmentBaseline,
  { groups }: MachineState,
): SecurityGroup | undefined =>
  isolationId === undefined
    ? groups.find((one) => one.name === name && one.madeFor === incidentId)
    : groups.find(({ id }) => id === isolationId);

export const isIsolated = (baseline: ContainmentBaseline, now: MachineState): boolean => {
  const group = isolationGroup(baseline, now);
  return (
    group !== undefined && known(baseline, now).every(({ groups }) => same(groups, [group.id]))
  );
};

/** Without these the machine is not isolated. Any other that AWS refuses is told, and containing goes on. */
export const isNeeded = ({ call }: ContainmentStep): boolean => NEEDED.has(call);

const NEEDED = new Set<ContainmentCall>([
  'ec2:CreateSecurityGroup',
  'ec2:RevokeSecurityGroupIngress',
  'ec2:RevokeSecurityGroupEgress',
  'ec2:ModifyNetworkInterfaceAttribute',
]);

/** Interfaces that the baseline has and that are still there. */
export const known = ({ machine }: ContainmentBaseline, { interfaces }: MachineState) =>
  interfaces.filter(({ id }) => machine.interfaces.some((one) => one.id === id));

/** HTTPS to the endpoints of SSM: their group need not change, it has to let in its VPC anyway. */
export const wayToSsm = ({ endpointsGroupId }: ContainmentBaseline): readonly IpPermission[] =>
  endpointsGroupId === undefined
    ? []
    : [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          UserIdGroupPairs: [{ GroupId: endpointsGroupId }],
        },
      ];

export const createIsolation = ({ machine, name, incidentId }: ContainmentBaseline) =>
  stepsOn(machine)('ec2:CreateSecurityGroup', machine.instanceId, {
    GroupName: name,
    Description: `Isolates ${machine.instanceId} for ${incidentId}`,
    VpcId: machine.vpcId,
    TagSpecifications: [
      {
        ResourceType: 'security-group',
        Tags: [{ Key: 'trailwarden:incident', Value: incidentId }],
      },
    ],
  });

/**
 * Credentials that were handed out stay valid for hours after the profile is gone. What the SSM agent needs stays
 * allowed, or nothing could be collected any more.
 */
export const denial = ({ machine }: ContainmentBaseline): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrailwardenIsolation',
        Effect: 'Deny',
        NotAction: [
          'ssmmessages:*',
          'ec2messages:*',
          'ssm:UpdateInstanceInformation',
          'ssm:GetDocument',
          'ssm:DescribeDocument',
        ],
        Resource: '*',
        Condition: {
          ArnEquals: { 'ec2:SourceInstanceARN': machineArn(machine, machine.instanceId) },
        },
      },
    ],
  });
