import {
  AuthorizeSecurityGroupIngressCommand,
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeInstancesCommand,
  ModifyNetworkInterfaceAttributeCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { DescribeSessionsCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { inProcess } from '../../cli/in-process';
import { aMachine } from './a-machine';
import { makeForensics } from './forensics';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    const { environment } = await makeForensics(sandbox, accounts);
    return { TRAILWARDEN_MOST_ISOLATED: '50', ...environment };
  });
});
beforeEach(() => machine.sandbox.faults.clear());
afterAll(() => machine.close());

const cli = (...args: readonly string[]) =>
  inProcess([...args, '--table', machine.table.name], {
    ...{ endpoint: machine.sandbox.endpoint, region: REGION },
    credentials: machine.sandbox.credentials(machine.security),
  });

const contained = async (instanceId: string): Promise<string> => {
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id, 'planned?');
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  return id;
};

const told = async (id: string): Promise<string> =>
  (await machine.read(id)).timeline.map(({ text }) => text).join('\n');

const listed = async (instanceId: string) => {
  const { Reservations } = await machine.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
  );
  return Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces ?? [];
};

const groupsOf = async (instanceId: string) =>
  (await listed(instanceId)).map(({ Groups = [] }) => Groups);

const interfacesOf = async (instanceId: string) =>
  (await listed(instanceId)).map(({ NetworkInterfaceId }) => String(NetworkInterfaceId));

const isIsolated = async (instanceId: string, id: string): Promise<boolean> =>
  (await groupsOf(instanceId)).every(
    ([group, ...more]) => group?.GroupName === `trailwarden-isolation-${id}` && more.length === 0,
  );

test.each([
  ['iam', 'PutRolePolicy', 'The credentials of its role still work'],
  ['autoscaling', 'EnterStandby', 'Its Auto Scaling group may replace it'],
])(
  'a refusal of %s:%s is told, and the machine is contained all the same',
  async (service, action, text) => {
    const { id: instanceId, state } = await aMachine(machine);
    const before = await state();
    machine.sandbox.faults.add({
      ...{ service, action },
      refuse: { code: 'AccessDenied', message: 'on purpose', status: 403 },
    });
    const id = await contained(instanceId);
    expect(await isIsolated(instanceId, id)).toBe(true);
    expect(await told(id)).toContain(text);
    machine.sandbox.faults.clear();
    expect(await cli('release', id, '--yes')).toMatchObject({ code: 0 });
    expect(await state()).toEqual(before);
  },
);

const isolationOf = async (instanceId: string): Promise<string> =>
  String((await groupsOf(instanceId))[0]?.[0]?.GroupId);

test('a group whose tag was changed is still the one that isolates, and is released by its id', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const id = await contained(instanceId);
  const Tags = [{ Key: 'trailwarden:incident', Value: 'x' }];
  const Resources = [await isolationOf(instanceId)];
  await machine.ec2.send(new CreateTagsCommand({ Resources, Tags }));
  expect(await cli('release', id, '--yes')).toMatchObject({ code: 0 });
  expect(await state()).toEqual(before);
});

test('one whose tag is gone cannot be deleted, which is told, and the machine is moved back all the same', async () => {
  const { id: instanceId } = await aMachine(machine);
  const groups = await groupsOf(instanceId);
  const id = await contained(instanceId);
  const Resources = [await isolationOf(instanceId)];
  const Tags = [{ Key: 'trailwarden:incident' }];
  await machine.ec2.send(new DeleteTagsCommand({ Resources, Tags }));
  expect(await cli('release', id, '--yes')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('The group stays: ec2:DeleteSecurityGroup was denied'),
  });
  expect(await groupsOf(instanceId)).toEqual(groups);
});

test('who comes back is thrown out again, and what was moved is isolated again, before it is said to stay so', async () => {
  const { id: instanceId } = await aMachine(machine);
  const groups = await groupsOf(instanceId);
  const id = await contained(instanceId);
  const { sessionId } = await machine.session(instanceId);
  const interfaces = await interfacesOf(instanceId);
  for (const NetworkInterfaceId of interfaces)
    await machine.ec2.send(
      new ModifyNetworkInterfaceAttributeCommand({
        NetworkInterfaceId,
        Groups: groups.flat().map(({ GroupId }) => String(GroupId)),
      }),
    );
  await machine.answer(id, 'not-me');
  await machine.ended(id);
  const active = new DescribeSessionsCommand({ State: 'Active' });
  const { Sessions = [] } = await machine.ssm.send(active);
  expect(Sessions.filter(({ Target }) => Target === instanceId)).toEqual([]);
  expect(await isIsolated(instanceId, id)).toBe(true);
  const text = await told(id);
  expect(text).toMatch(new RegExp(`Session ${sessionId} of arn:\\S+ was open, and was ended`));
  expect(text).toContain('put right: ');
  expect(text).toContain('it stays contained, read back');
});

test('a group that was opened meanwhile is not gone back into, until a person says so', async () => {
  const { id: instanceId } = await aMachine(machine);
  const groups = await groupsOf(instanceId);
  const id = await contained(instanceId);
  const GroupId = String(groups[0]?.[0]?.GroupId);
  const wide = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  await machine.ec2.send(
    new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [wide] }),
  );
  expect(await cli('release', id, '--yes')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(`Group ${GroupId} was given other rules since`),
  });
  expect(await isIsolated(instanceId, id)).toBe(true);
  expect(await cli('release', id, '--yes', '--anyway')).toMatchObject({ code: 0 });
  expect(await groupsOf(instanceId)).toEqual(groups);
});

test('the release of a machine that is gone takes the denial of its role away', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = policiesOf(await state());
  const id = await contained(instanceId);
  expect(policiesOf(await state())).not.toEqual(before);
  const gone = hooks.ec2.state(machine.sandbox.world).instances.get(instanceId);
  if (gone) gone.disableApiTermination = false;
  await machine.ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] }));
  expect(await cli('release', id, '--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/is gone, and what was made outside of it is as it was/),
  });
  expect(policiesOf(await state())).toEqual(before);
});

const policiesOf = (state: object): unknown => (state as { readonly policies: unknown }).policies;
