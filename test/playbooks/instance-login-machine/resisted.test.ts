import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
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

const groupsOf = async (instanceId: string) => {
  const { Reservations } = await machine.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
  );
  const interfaces = Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces ?? [];
  return interfaces.map(({ Groups = [] }) => Groups);
};

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
