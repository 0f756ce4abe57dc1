import {
  DescribeInstancesCommand,
  type EC2Client,
  RebootInstancesCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
});
afterAll(async () => {
  ec2.destroy();
  await organization.sandbox.close();
});

async function run(name: string): Promise<string> {
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-020a359780bc6f835',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
    }),
  );
  return Instances?.[0]?.InstanceId ?? '';
}

test('an instance runs in the default VPC, with an interface, a group and a disk', async () => {
  const id = await run('web');
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ Filters: [{ Name: 'tag:Name', Values: ['we*'] }] }),
  );
  const instance = Reservations?.[0]?.Instances?.[0];
  expect(Reservations).toMatchObject([{ OwnerId: payments, Instances: [{ InstanceId: id }] }]);
  expect(instance).toMatchObject({
    State: { Code: 16, Name: 'running' },
    InstanceType: 't3.micro',
    Tags: [{ Key: 'Name', Value: 'web' }],
    SecurityGroups: [{ GroupName: 'default' }],
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: true } }],
    NetworkInterfaces: [
      { Status: 'in-use', VpcId: instance?.VpcId, Attachment: { DeviceIndex: 0 } },
    ],
    PrivateIpAddress: expect.stringMatching(/^172\.31\./),
  });
  expect(instance?.LaunchTime).toBeInstanceOf(Date);
});

test('the record of a start has the form of EC2', async () => {
  const id = await run('recorded');
  expect(organization.recordOf('RunInstances')).toMatchObject({
    eventSource: 'ec2.amazonaws.com',
    readOnly: false,
    requestParameters: {
      instancesSet: { items: [{ imageId: 'ami-020a359780bc6f835', minCount: 1, maxCount: 1 }] },
      instanceType: 't3.micro',
      tagSpecificationSet: {
        items: [{ resourceType: 'instance', tags: [{ key: 'Name', value: 'recorded' }] }],
      },
    },
    responseElements: {
      ownerId: payments,
      groupSet: {},
      instancesSet: {
        items: [{ instanceId: id, instanceState: { code: 0, name: 'pending' }, productCodes: {} }],
      },
    },
  });
});

test('a stop answers and is recorded as on AWS', async () => {
  const InstanceIds = [await run('stopped')];
  const { StoppingInstances } = await ec2.send(new StopInstancesCommand({ InstanceIds }));
  expect(StoppingInstances).toMatchObject([
    { CurrentState: { Name: 'stopping' }, PreviousState: { Name: 'running' } },
  ]);
  expect(organization.recordOf('StopInstances')).toMatchObject({
    eventVersion: '1.11',
    readOnly: false,
    requestParameters: {
      instancesSet: { items: [{ instanceId: InstanceIds[0] }] },
      force: false,
      skipOsShutdown: false,
    },
    responseElements: {
      requestId: expect.any(String),
      instancesSet: {
        items: [
          {
            instanceId: InstanceIds[0],
            currentState: { code: 64, name: 'stopping' },
            previousState: { code: 16, name: 'running' },
          },
        ],
      },
    },
    resources: [
      {
        accountId: payments,
        type: 'AWS::EC2::Instance',
        ARN: `arn:aws:ec2:us-east-1:${payments}:instance/${InstanceIds[0]}`,
      },
    ],
  });
  await expect(ec2.send(new RebootInstancesCommand({ InstanceIds }))).rejects.toMatchObject({
    name: 'IncorrectState',
  });
  expect(organization.recordOf('RebootInstances')).toMatchObject({
    errorCode: 'Client.IncorrectState',
    errorMessage: `Cannot reboot instance ${InstanceIds[0]} that is currently in stopped state.`,
    requestParameters: { instancesSet: { items: [{ instanceId: InstanceIds[0] }] } },
    responseElements: null,
  });
  const { StartingInstances } = await ec2.send(new StartInstancesCommand({ InstanceIds }));
  expect(StartingInstances).toMatchObject([{ CurrentState: { Name: 'pending' } }]);
});

test('a terminated instance has no disk and no interface, and cannot be started', async () => {
  const InstanceIds = [await run('ended')];
  await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  expect(Reservations?.[0]?.Instances?.[0]).toMatchObject({ State: { Name: 'terminated' } });
  expect(Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces ?? []).toEqual([]);
  await expect(ec2.send(new StartInstancesCommand({ InstanceIds }))).rejects.toMatchObject({
    name: 'IncorrectInstanceState',
  });
});

test('what is not there is refused, and so is an unknown filter and a dry run', async () => {
  const describe = (input: object) => ec2.send(new DescribeInstancesCommand(input));
  await expect(describe({ InstanceIds: ['i-0123456789abcdef0'] })).rejects.toMatchObject({
    name: 'InvalidInstanceID.NotFound',
    message: "The instance ID 'i-0123456789abcdef0' does not exist",
  });
  await expect(describe({ InstanceIds: ['i-xyz'] })).rejects.toMatchObject({
    name: 'InvalidInstanceID.Malformed',
    message: 'Invalid id: "i-xyz"',
  });
  await expect(describe({ Filters: [{ Name: 'bad', Values: ['x'] }] })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: "The filter 'bad' is invalid",
  });
  await expect(describe({ DryRun: true })).rejects.toMatchObject({ name: 'DryRunOperation' });
});

test('a page has as many as were asked for', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await run(name);
  const first = await ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }));
  expect(first.Reservations).toHaveLength(5);
  const { NextToken } = first;
  const rest = await ec2.send(new DescribeInstancesCommand({ MaxResults: 1000, NextToken }));
  expect(rest.Reservations?.length).toBeGreaterThanOrEqual(5);
});

test('an instance started again with the same token is the same one', async () => {
  const wanted = { ImageId: 'ami-020a359780bc6f835', MinCount: 1, MaxCount: 1 };
  const again = new RunInstancesCommand({ ...wanted, ClientToken: 'inc-1' });
  const ids = [await ec2.send(again), await ec2.send(again)].map(
    ({ Instances }) => Instances?.[0]?.InstanceId,
  );
  expect(ids[0]).toBe(ids[1]);
});
