import {
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclEntryCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupsCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aMachine } from './a-machine';
import { makeForensics } from './forensics';
import { type MachineUnderTest, machineUnderTest } from './machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    const { environment } = await makeForensics(sandbox, accounts);
    return { TRAILWARDEN_MOST_ISOLATED: '50', ...environment, TRAILWARDEN_EXAMINER_IMAGE: '' };
  });
});
beforeEach(() => machine.sandbox.faults.clear());
afterAll(() => machine.close());

/** Contained, with what its isolation lets out to. */
async function contained(prepare: () => void = () => undefined) {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id, 'planned?');
  prepare();
  await machine.answer(id, 'not-me');
  return { id, state, before };
}

async function told(id: string): Promise<string> {
  const { timeline } = await machine.read(id);
  return timeline.map(({ text }) => text).join('\n');
}

/** Every rule of the isolation's group, by what it lets out to, in the order of the alphabet. */
async function letsOutTo(id: string): Promise<readonly string[]> {
  const { SecurityGroups = [] } = await machine.ec2.send(
    new DescribeSecurityGroupsCommand({
      Filters: [{ Name: 'tag:trailwarden:incident', Values: [id] }],
    }),
  );
  const rules = SecurityGroups.flatMap(({ IpPermissionsEgress = [] }) => IpPermissionsEgress);
  const peers = rules.flatMap(({ IpRanges = [], PrefixListIds = [], UserIdGroupPairs = [] }) => [
    ...IpRanges.map(({ CidrIp = '' }) => CidrIp),
    ...PrefixListIds.map(({ PrefixListId = '' }) => PrefixListId),
    ...UserIdGroupPairs.map(() => 'endpoints'),
  ]);
  return peers.sort();
}

test('the way to the evidence bucket is open while evidence is sent, and closed before the disks are copied', async () => {
  const open: (readonly string[])[] = [];
  let id = '';
  machine.sandbox.faults.add({
    ...{ service: 'ssm', action: 'SendCommand', times: 2 },
    after: () => void letsOutTo(id).then((rules) => open.push(rules)),
  });
  const disks: (readonly string[])[] = [];
  machine.sandbox.faults.add({
    ...{ service: 'ec2', action: 'CreateSnapshots', times: 1 },
    after: () => void letsOutTo(id).then((rules) => disks.push(rules)),
  });
  const run = await contained();
  id = run.id;
  await machine.asked(id, 'released');
  expect(open).toEqual([
    ['endpoints', 'pl-63a5400a'],
    ['endpoints', 'pl-63a5400a'],
  ]);
  expect(disks).toEqual([['endpoints']]);
  const text = await told(id);
  expect(text).toMatch(/what runs on it: \d+ bytes, SHA-256/);
  expect(text).toContain('the way to the evidence bucket: closed');
  await machine.answer(id, 'planned');
  await machine.ended(id);
  expect(await run.state()).toEqual(run.before);
});

test('addresses of S3 that cannot be read keep evidence back, and not the containment', async () => {
  const { id } = await contained(() =>
    machine.sandbox.faults.add({
      ...{ service: 'ec2', action: 'DescribeManagedPrefixLists' },
      refuse: { code: 'UnauthorizedOperation', message: 'on purpose', status: 403 },
    }),
  );
  await machine.asked(id, 'released');
  const text = await told(id);
  expect(text).toContain('is contained, read back');
  expect(text).toContain(
    'what runs on it: not taken: no way to the evidence bucket could be opened: ec2:DescribeManagedPrefixLists was denied (UnauthorizedOperation)',
  );
  expect(text).toContain('the way to the evidence bucket: none was open');
  expect(text).toMatch(/snapshots: snap-/);
});

test('a subnet whose list lets nothing out leaves the machine no way, and that is an outcome', async () => {
  const { NetworkAcls = [] } = await machine.ec2.send(new DescribeNetworkAclsCommand({}));
  const lists = NetworkAcls.map(({ NetworkAclId = '' }) => ({ NetworkAclId, RuleNumber: 50 }));
  for (const list of lists)
    await machine.ec2.send(
      new CreateNetworkAclEntryCommand({
        ...{ ...list, Egress: true, RuleAction: 'deny', Protocol: '-1' },
        CidrBlock: '54.231.0.0/16',
      }),
    );
  const { id } = await contained();
  await machine.asked(id, 'released');
  expect(await told(id)).toContain(
    'what runs on it: not taken: the machine has no way to S3\nthe way to the evidence bucket: closed',
  );
  for (const list of lists)
    await machine.ec2.send(new DeleteNetworkAclEntryCommand({ ...list, Egress: true }));
});

test('a failure while evidence is taken closes the way, and the machine stays contained', async () => {
  let id = '';
  machine.sandbox.faults.add({
    ...{ service: 'dynamodb', action: 'UpdateItem', times: 1 },
    when: ({ input }: { readonly input: object }) =>
      JSON.stringify(input).includes('"Volatile"') && JSON.stringify(input).includes(id),
    refuse: { code: 'AccessDeniedException', message: 'on purpose', status: 400 },
  });
  ({ id } = await contained());
  const { states } = await machine.ended(id);
  expect(states.slice(-3)).toEqual(['Volatile', 'ReleaseHalf', 'Escalate']);
  expect((await machine.read(id)).escalation).toContain('stays contained');
  expect(await letsOutTo(id)).toEqual(['endpoints']);
});
