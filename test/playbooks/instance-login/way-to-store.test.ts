import { expect, test } from '@jest/globals';
import type { ContainmentStep, MachineState } from '../../../shared/domain/containment';
import { read, unread } from '../../../shared/domain/login';
import { contain } from '../../../shared/playbooks/instance-login/contain';
import { planContainment } from '../../../shared/playbooks/instance-login/plan-containment';
import { release } from '../../../shared/playbooks/instance-login/release';
import { closeWay, openWay } from '../../../shared/playbooks/instance-login/way-to-store';
import { ACCOUNT, MACHINE } from './a-login';
import { take, type World } from './world';

const machine: MachineState = {
  ...{ accountId: ACCOUNT, region: 'us-east-1', instanceId: MACHINE, vpcId: 'vpc-1' },
  isTerminationProtected: false,
  interfaces: [{ id: 'eni-1', groups: ['sg-web'] }],
  groups: [
    {
      ...{ id: 'sg-web', name: 'web', description: 'web', ingress: [] },
      egress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    },
  ],
  ...{ acls: [], targets: [] },
};
const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const toS3 = { ...https, PrefixListIds: [{ PrefixListId: 'pl-63a5400a' }] };
const elsewhere = { ...https, IpRanges: [{ CidrIp: '3.5.0.0/19' }, { CidrIp: '52.216.0.0/15' }] };

function planned(wayToStore?: Parameters<typeof planContainment>[1]['wayToStore']) {
  const plan = planContainment(machine, {
    ...{ incidentId: 'inc-1', at: '2026-12-01T03:00:00Z', peers: [] },
    endpointsGroupId: 'sg-endpoints',
    ...(wayToStore && { wayToStore }),
  });
  if (plan.kind === 'refused') throw new Error(plan.why);
  return plan.baseline;
}

const all = (world: World, steps: readonly ContainmentStep[]): World => steps.reduce(take, world);

function contained(baseline: ReturnType<typeof planned>): World {
  let world: World = { machine, desired: 0, made: 0 };
  for (let round = 0; round < 4; round += 1)
    world = all(world, contain(baseline, world.machine).steps);
  return world;
}

const egressOf = ({ machine: { groups } }: World) =>
  groups
    .find(({ name }) => name.startsWith('trailwarden-isolation'))
    ?.egress.map(({ UserIdGroupPairs: pairs, ...one }) => ({
      ...one,
      ...(pairs && { to: pairs.map(({ GroupId }) => GroupId) }),
    }));
const SSM = { ...https, to: ['sg-endpoints'] };

test('a contained machine has no way to the evidence bucket until it is opened, and none after it is closed', () => {
  const baseline = planned(read([toS3]));
  const isolated = contained(baseline);
  expect(egressOf(isolated)).toEqual([SSM]);
  const open = all(isolated, openWay(baseline, isolated.machine));
  expect(egressOf(open)).toEqual([SSM, toS3]);
  // Opened twice, and a run that contains it once more: nothing is done, and nothing is taken away.
  expect(openWay(baseline, open.machine)).toEqual([]);
  expect(contain(baseline, open.machine)).toEqual({ steps: [], goesOn: false });
  const closed = all(open, closeWay(baseline, open.machine));
  expect(closed).toEqual(isolated);
  expect(closeWay(baseline, closed.machine)).toEqual([]);
});

test('to another Region the addresses themselves are let out to', () => {
  const baseline = planned(read([elsewhere]));
  const isolated = contained(baseline);
  const open = all(isolated, openWay(baseline, isolated.machine));
  expect(egressOf(open)).toEqual([
    SSM,
    ...elsewhere.IpRanges.map((one) => ({ ...https, IpRanges: [one] })),
  ]);
  expect(egressOf(all(open, closeWay(baseline, open.machine)))).toEqual([SSM]);
});

test('releasing takes an open way with its group', () => {
  const baseline = planned(read([toS3]));
  const isolated = contained(baseline);
  const open = all(isolated, openWay(baseline, isolated.machine));
  const { steps, told } = release(baseline, open.machine);
  expect(told).toEqual([]);
  expect(all(open, steps).machine).toEqual(machine);
});

test.each([
  ['a way that could not be read', planned(unread('denied'))],
  ['no evidence bucket', planned()],
])('with %s nothing is opened', (_, baseline) => {
  expect(openWay(baseline, contained(baseline).machine)).toEqual([]);
});

test('rules of someone else in the group are taken away when it is opened, too', () => {
  const baseline = planned(read([toS3]));
  const isolated = contained(baseline);
  const [group] = isolated.machine.groups.filter(({ madeFor }) => madeFor);
  const wide = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  const changed = {
    ...isolated.machine,
    groups: isolated.machine.groups.map((one) =>
      one === group ? { ...one, egress: [...one.egress, wide] } : one,
    ),
  };
  expect(openWay(baseline, changed).map(({ call }) => call)).toEqual([
    'ec2:RevokeSecurityGroupEgress',
    'ec2:AuthorizeSecurityGroupEgress',
  ]);
});
