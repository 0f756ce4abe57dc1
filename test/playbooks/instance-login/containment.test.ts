import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type {
  ContainmentBaseline,
  ContainmentStep,
  MachineState,
} from '../../../shared/domain/containment';
import { isAsBefore } from '../../../shared/playbooks/instance-login/as-before';
import { contain, liftCuts } from '../../../shared/playbooks/instance-login/contain';
import { isIsolated } from '../../../shared/playbooks/instance-login/isolation';
import { planContainment } from '../../../shared/playbooks/instance-login/plan-containment';
import { release, releaseGone } from '../../../shared/playbooks/instance-login/release';
import { ACCOUNT, MACHINE } from './a-login';
import { take, type World } from './world';

const web = {
  id: 'sg-web',
  name: 'web',
  description: 'web servers',
  ingress: [
    { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    {
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      UserIdGroupPairs: [{ GroupId: 'sg-web' }, { GroupId: 'sg-lb' }],
    },
  ],
  egress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
};
const ops = { ...web, id: 'sg-ops', name: 'ops', ingress: [], egress: [] };

const allow = (RuleNumber: number, Egress: boolean) => ({
  RuleNumber,
  Egress,
  RuleAction: 'allow' as const,
  Protocol: '-1',
  CidrBlock: '0.0.0.0/0',
});
const last = (Egress: boolean) => ({ ...allow(32_767, Egress), RuleAction: 'deny' as const });
const acl = (...numbers: readonly number[]) => ({
  id: 'acl-1',
  entries: [true, false].flatMap((way) => [
    ...numbers.map((number) => allow(number, way)),
    last(way),
  ]),
});

const machine: MachineState = {
  accountId: ACCOUNT,
  region: 'us-east-1',
  instanceId: MACHINE,
  vpcId: 'vpc-1',
  isTerminationProtected: false,
  interfaces: [
    { id: 'eni-1', groups: ['sg-web', 'sg-ops'] },
    { id: 'eni-2', groups: ['sg-web'] },
  ],
  groups: [web, ops],
  acls: [acl(100)],
  targets: [
    { targetGroupArn: 'arn:tg/a', port: 80 },
    { targetGroupArn: 'arn:tg/a', port: 81 },
  ],
  scaling: { name: 'web', lifecycle: 'InService' },
  role: { name: 'App' },
};

const wish = {
  incidentId: 'inc-1',
  at: '2026-11-21T20:01:00Z',
  peers: ['203.0.113.9', '2001:DB8:0:0::1'],
  endpointsGroupId: 'sg-endpoints',
};

function planned(state: MachineState, different = {}): ContainmentBaseline {
  const plan = planContainment(state, { ...wish, ...different });
  if (plan.kind === 'refused') throw new Error(plan.why);
  return plan.baseline;
}

const worldOf = (state: MachineState): World => ({ machine: state, desired: 3, made: 0 });

interface Round {
  readonly steps: readonly ContainmentStep[];
}

/** Reads, asks and takes, until nothing is left to do or so many steps were taken. */
function run(world: World, ask: (now: MachineState) => Round, most = 100): World {
  let [after, taken] = [world, 0];
  for (let round = 0; round < 6; round++) {
    const { steps } = ask(after.machine);
    for (const step of steps) {
      if (taken++ >= most) return after;
      after = take(after, step);
    }
    if (steps.length === 0) return after;
  }
  throw new Error('it never ends');
}

const containing = (baseline: ContainmentBaseline) => (now: MachineState) => contain(baseline, now);
const releasing = (baseline: ContainmentBaseline) => (now: MachineState) => release(baseline, now);

test('a contained machine talks with SSM only, is in no group that would replace it, and its role may do nothing', () => {
  const baseline = planned(machine);
  const { machine: now, desired } = run(worldOf(machine), containing(baseline));
  expect(isIsolated(baseline, now)).toBe(true);
  expect(now).toMatchObject({
    isTerminationProtected: true,
    targets: [],
    scaling: { lifecycle: 'Standby' },
  });
  expect(desired).toBe(2);
  expect(now.groups.at(-1)).toMatchObject({
    ingress: [],
    egress: [{ FromPort: 443, UserIdGroupPairs: [{ GroupId: 'sg-endpoints' }] }],
  });
  expect(JSON.parse(now.role?.policy ?? '').Statement[0]).toMatchObject({
    Effect: 'Deny',
    Condition: {
      ArnEquals: {
        'ec2:SourceInstanceARN': `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/${MACHINE}`,
      },
    },
  });
  const denies = now.acls[0]?.entries.filter(({ RuleNumber }) => RuleNumber < 100);
  expect(
    denies?.map(({ RuleNumber, Egress, CidrBlock, Ipv6CidrBlock }) => [
      RuleNumber,
      Egress,
      CidrBlock ?? Ipv6CidrBlock,
    ]),
  ).toEqual([
    [99, false, '203.0.113.9/32'],
    [98, false, '2001:db8::1/128'],
    [99, true, '203.0.113.9/32'],
    [98, true, '2001:db8::1/128'],
  ]);
});

test('it is cut off first, and leaves what would replace it before it is isolated', () => {
  const order: string[] = [];
  const baseline = planned(machine);
  run(worldOf(machine), (now) => {
    const round = contain(baseline, now);
    order.push(...round.steps.map(({ call }) => call));
    return round;
  });
  expect([...new Set(order)]).toEqual([
    'ec2:CreateNetworkAclEntry',
    'iam:PutRolePolicy',
    'autoscaling:EnterStandby',
    'elasticloadbalancing:DeregisterTargets',
    'ec2:ModifyInstanceAttribute',
    'ec2:CreateSecurityGroup',
    'ec2:RevokeSecurityGroupEgress',
    'ec2:AuthorizeSecurityGroupEgress',
    'ec2:ModifyNetworkInterfaceAttribute',
  ]);
});

test('peers may be let go while it stays isolated, and are not cut off again', () => {
  const baseline = planned(machine);
  const contained = run(worldOf(machine), containing(baseline));
  const lifted = run(contained, (now) => ({ steps: liftCuts(baseline, now) }));
  expect(lifted.machine.acls).toEqual(machine.acls);
  expect(contain(baseline, lifted.machine).steps).toEqual([]);
});

test('a number is free where no rule of its way has it, and must be below the first allow', () => {
  const busy = { ...machine, acls: [acl(3, 2)] };
  const one = planContainment(busy, { ...wish, peers: ['203.0.113.9'] });
  expect(one).toMatchObject({
    baseline: { cuts: [{ entry: { RuleNumber: 1 } }, { entry: { RuleNumber: 1 } }] },
    left: [],
  });
  const two = planContainment(busy, wish);
  expect(two).toMatchObject({
    baseline: { cuts: [] },
    left: [
      'Nothing is cut off in acl-1 inwards: no number below its first allow is free.',
      'Nothing is cut off in acl-1 outwards: no number below its first allow is free.',
    ],
  });
});

test.each([
  '172.31.0.2',
  '10.9.8.7',
  '169.254.169.254',
  '127.0.0.1',
  '100.64.0.1',
  '224.0.0.1',
  'fd00::1',
  'fe80::1',
  '::ffff:a00:1',
])('%s is no address of the internet, and is not cut off', (peer) => {
  const plan = planContainment(machine, { ...wish, peers: [peer] });
  if (plan.kind === 'refused') throw new Error(plan.why);
  expect(plan.baseline.cuts).toEqual([]);
  expect(plan.left).toEqual([`${peer} is not cut off: it is no address of the internet.`]);
});

test('a network ACL that is full takes no cut, and the rest of containing is planned', () => {
  const entries = Array.from({ length: 19 }, (_, at) => allow(200 + at, false));
  const plan = planContainment({ ...machine, acls: [{ id: 'acl-1', entries }] }, wish);
  if (plan.kind === 'refused') throw new Error(plan.why);
  expect(plan.baseline.cuts.map(({ entry }) => entry.Egress)).toEqual([false, true, true]);
  expect(plan.left).toEqual(['2001:db8::1/128 is not cut off in acl-1 inwards: it has no room.']);
});

test('a range, a name and too many peers are not cut off', () => {
  const peers = [
    '0.0.0.0/0',
    'evil.example',
    '999.1.1.1',
    ...[1, 2, 3, 4, 5, 6].map((one) => `192.0.2.${one}`),
  ];
  const plan = planContainment(machine, { ...wish, peers });
  expect(plan).toMatchObject({ left: ['192.0.2.6/32 is not cut off: too many peers.'] });
  expect(plan.kind === 'planned' && plan.baseline.cuts).toHaveLength(10);
});

test.each<[string, Partial<MachineState>]>([
  ['no network interface', { interfaces: [] }],
  ['is terminating it', { scaling: { name: 'web', lifecycle: 'Terminating:Wait' } }],
])('a machine that has %s is refused', (why, different) => {
  const plan = planContainment({ ...machine, ...different }, wish);
  expect(plan).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
});

test('a Spot Instance is contained without the protection that AWS does not give it', () => {
  const spot = { ...machine, isSpot: true as const };
  const baseline = planned(spot);
  const { machine: now } = run(worldOf(spot), containing(baseline));
  expect([isIsolated(baseline, now), now.isTerminationProtected]).toEqual([true, false]);
});

const state: fc.Arbitrary<MachineState> = fc
  .record({
    isTerminationProtected: fc.boolean(),
    interfaces: fc.constantFrom(machine.interfaces, machine.interfaces.slice(1)),
    acls: fc.constantFrom([acl(100)], [acl(1)], [acl(3, 2)], [acl()]),
    targets: fc.subarray([...machine.targets]),
    scaling: fc.constantFrom(undefined, machine.scaling, { name: 'web', lifecycle: 'Standby' }),
    role: fc.constantFrom(undefined, machine.role),
  })
  .map(({ scaling, role, ...different }) => {
    const { scaling: _, role: __, ...rest } = machine;
    return { ...rest, ...different, ...(scaling && { scaling }), ...(role && { role }) };
  });

test('a release puts back exactly what was there, from every point at which containing or releasing is cut off', () => {
  fc.assert(
    fc.property(state, fc.nat(22), fc.nat(22), (before, first, second) => {
      const baseline = planned(before);
      const half = run(worldOf(before), containing(baseline), first);
      const cut = run(half, releasing(baseline), second);
      const after = run(cut, releasing(baseline));
      expect({ ...after, made: 0 }).toEqual(worldOf(before));
      expect(release(baseline, after.machine)).toEqual({ steps: [], told: [], goesOn: false });
      expect(isAsBefore(baseline, after.machine)).toEqual({ isSame: true, differences: [] });
    }),
    { numRuns: 300 },
  );
});

test('containing goes on where it was cut off, and ends where it would have', () => {
  fc.assert(
    fc.property(state, fc.nat(22), (before, first) => {
      const baseline = planned(before);
      const whole = run(worldOf(before), containing(baseline));
      expect(run(run(worldOf(before), containing(baseline), first), containing(baseline))).toEqual(
        whole,
      );
      expect(isAsBefore(baseline, whole.machine).isSame).toBe(false);
    }),
  );
});

test('a group that was deleted meanwhile is made again under another id, with its rules', () => {
  const baseline = planned(machine);
  const { machine: now, ...rest } = run(worldOf(machine), containing(baseline));
  const gone = {
    ...rest,
    machine: { ...now, groups: now.groups.filter(({ id }) => id !== 'sg-web') },
  };
  expect(isAsBefore(baseline, gone.machine).differences).toContain('Group sg-web (web) is gone.');
  const after = run(gone, releasing(baseline));
  const fresh = after.machine.groups.find(({ name }) => name === 'web');
  expect(after.machine.interfaces[0]?.groups).toEqual([fresh?.id, 'sg-ops']);
  expect(fresh?.ingress).toContainEqual({
    IpProtocol: 'tcp',
    FromPort: 80,
    ToPort: 80,
    UserIdGroupPairs: [{ GroupId: fresh?.id, UserId: ACCOUNT }],
  });
  expect(isAsBefore(baseline, after.machine)).toEqual({ isSame: true, differences: [] });
  expect(release(baseline, after.machine).told).toEqual([
    `Group sg-web (web) was deleted; ${fresh?.id} stands for it.`,
  ]);
});

test('a group that someone else made under the name of one that was deleted lets no one in', () => {
  const baseline = planned(machine);
  const contained = run(worldOf(machine), containing(baseline));
  const { groups } = contained.machine;
  const foreign = groups.map((one) =>
    one.id === 'sg-ops' ? { ...one, id: 'sg-evil', ingress: web.ingress } : one,
  );
  const world = { ...contained, machine: { ...contained.machine, groups: foreign } };
  const after = run(world, releasing(baseline)).machine;
  const isolation = groups.find(({ name }) => name === baseline.name)?.id;
  expect(after.interfaces).toEqual([
    { id: 'eni-1', groups: [isolation] },
    { id: 'eni-2', groups: ['sg-web'] },
  ]);
  expect(release(baseline, after).told).toEqual([
    'sg-evil has the name of sg-ops (ops), which was deleted.',
    'Interface eni-1 stays isolated until its groups are there again.',
    `Group ${isolation} stays: an interface is in it.`,
  ]);
  expect(isAsBefore(baseline, after).isSame).toBe(false);
});

test('a group that was opened while the machine was contained is not gone back into, unless a person says so', () => {
  const baseline = planned(machine);
  const contained = run(worldOf(machine), containing(baseline));
  const groups = contained.machine.groups.map((one) =>
    one.id === 'sg-ops' ? { ...one, ingress: web.ingress } : one,
  );
  const world = { ...contained, machine: { ...contained.machine, groups } };
  const { steps, told } = release(baseline, world.machine);
  expect({ steps, told }).toEqual({
    steps: [],
    told: [expect.stringMatching(/^Group sg-ops was given other rules since.+0\.0\.0\.0.+is new/)],
  });
  expect(isAsBefore(baseline, world.machine).isSame).toBe(false);
  const after = run(world, (now) => release(baseline, now, { anyway: true })).machine;
  expect(after.interfaces).toEqual(machine.interfaces);
  expect(isAsBefore(baseline, after, { anyway: true }).isSame).toBe(true);
});

test('of a machine that is gone the cuts, the denial of its role and the group are taken away', () => {
  const baseline = planned(machine);
  const contained = run(worldOf(machine), containing(baseline));
  const gone = { ...contained, machine: { ...contained.machine, interfaces: [] } };
  const after = run(gone, (now) => releaseGone(baseline, now)).machine;
  expect([after.acls, after.role, after.groups]).toEqual([
    machine.acls,
    machine.role,
    machine.groups,
  ]);
});

/** What someone else may do while the machine is contained, and what is said about it. */
const others: readonly (readonly [string, (now: MachineState) => Partial<MachineState>])[] = [
  [
    'Interface eni-2 was given other groups since',
    ({ interfaces: [one] }) => ({
      interfaces: [...(one ? [one] : []), { id: 'eni-2', groups: ['sg-ops'] }],
    }),
  ],
  ['Interface eni-2 is gone', ({ interfaces }) => ({ interfaces: interfaces.slice(0, 1) })],
  [
    'Interface eni-3 came since',
    ({ interfaces }) => ({ interfaces: [...interfaces, { id: 'eni-3', groups: ['sg-ops'] }] }),
  ],
  [
    'Group sg-ops was given other rules since',
    ({ groups }) => ({
      groups: groups.map((one) => (one.id === 'sg-ops' ? { ...one, egress: web.egress } : one)),
    }),
  ],
  [
    'It was registered in arn:tg/b since',
    ({ targets }) => ({ targets: [...targets, { targetGroupArn: 'arn:tg/b', port: 1 }] }),
  ],
  ['It is in no Auto Scaling group since', () => ({ scaling: undefined as never })],
  ['Its role is Other since', () => ({ role: { name: 'Other' } })],
  [
    'was changed since; it is taken away all the same',
    () => ({ role: { name: 'App', policy: '{}' } }),
  ],
  [
    'Entry 99 of acl-1 was changed since',
    ({ acls: [one] }) => ({
      acls: [
        {
          id: 'acl-1',
          entries: (one?.entries ?? []).map((entry) =>
            entry.RuleNumber === 99 ? { ...allow(99, entry.Egress) } : entry,
          ),
        },
      ],
    }),
  ],
];

test.each(others)('%s: it is told, and left alone', (sentence, change) => {
  const baseline = planned(machine);
  const contained = run(worldOf(machine), containing(baseline));
  const changed = { ...contained.machine, ...change(contained.machine) };
  const { told } = release(baseline, changed);
  expect(told).toContainEqual(expect.stringContaining(sentence));
  const after = run({ ...contained, machine: changed }, releasing(baseline));
  expect(isAsBefore(baseline, after.machine).isSame).toBe(sentence.includes('all the same'));
});
