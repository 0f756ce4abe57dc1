import {
  AttachInstancesCommand,
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  DetachInstancesCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
  SetInstanceProtectionCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from '../ec2/ec2-under-test';

let under: Ec2UnderTest;
let scaling: AutoScalingClient;

beforeAll(async () => {
  under = await ec2UnderTest();
  const { endpoint, credentials } = under.sandbox;
  scaling = new AutoScalingClient({
    endpoint,
    region,
    credentials: credentials(payments),
    maxAttempts: 1,
  });
});
afterAll(async () => {
  scaling.destroy();
  await under.sandbox.close();
});

const startInstance = (): string =>
  hooks.ec2.startInstance(under.sandbox.world, { accountId: payments, region }).id;

const tagsOf = (id: string) =>
  Object.fromEntries(hooks.ec2.state(under.sandbox.world).instances.get(id)?.tags ?? []);

async function groupOf(AutoScalingGroupName: string) {
  const { AutoScalingGroups = [] } = await scaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [AutoScalingGroupName] }),
  );
  return AutoScalingGroups[0];
}

/** A group of two that it was given. */
async function twoIn(AutoScalingGroupName: string, MinSize: number) {
  const InstanceIds = [startInstance(), startInstance()];
  const group = { AutoScalingGroupName };
  await scaling.send(
    new CreateAutoScalingGroupCommand({ ...group, MinSize: 0, MaxSize: 2, DesiredCapacity: 0 }),
  );
  await scaling.send(new AttachInstancesCommand({ ...group, InstanceIds }));
  await scaling.send(new UpdateAutoScalingGroupCommand({ ...group, MinSize }));
  return { group, InstanceIds, one: [String(InstanceIds[0])] };
}

test('what is attached is a member, and the group wants as many', async () => {
  const { group, InstanceIds, one } = await twoIn('attached', 1);
  expect(await groupOf('attached')).toMatchObject({
    AutoScalingGroupARN: expect.stringMatching(
      new RegExp(
        `^arn:aws:autoscaling:${region}:${payments}:autoScalingGroup:[-0-9a-f]{36}:autoScalingGroupName/attached$`,
      ),
    ),
    MinSize: 1,
    MaxSize: 2,
    DesiredCapacity: 2,
    Instances: InstanceIds.map((InstanceId) => ({
      InstanceId,
      LifecycleState: 'InService',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: false,
    })),
  });
  expect(tagsOf(String(one[0]))).toEqual({ 'aws:autoscaling:groupName': 'attached' });
  await scaling.send(
    new SetInstanceProtectionCommand({ ...group, InstanceIds: one, ProtectedFromScaleIn: true }),
  );
  const { AutoScalingInstances } = await scaling.send(
    new DescribeAutoScalingInstancesCommand({ InstanceIds: one }),
  );
  expect(AutoScalingInstances).toMatchObject([
    {
      InstanceId: one[0],
      AutoScalingGroupName: 'attached',
      LifecycleState: 'InService',
      HealthStatus: 'HEALTHY',
      ProtectedFromScaleIn: true,
    },
  ]);
  const more = new AttachInstancesCommand({ ...group, InstanceIds: [startInstance()] });
  await expect(scaling.send(more)).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'New SetDesiredCapacity value 3 is above max value 2 for the AutoScalingGroup.',
  });
});

test('a member goes into standby and comes back, with the wish of the group', async () => {
  const { group, one: InstanceIds } = await twoIn('standby', 1);
  const member = { ...group, InstanceIds };
  const { Activities } = await scaling.send(
    new EnterStandbyCommand({ ...member, ShouldDecrementDesiredCapacity: true }),
  );
  expect(Activities).toMatchObject([
    {
      AutoScalingGroupName: 'standby',
      Description: `Moving EC2 instance to Standby: ${InstanceIds[0]}`,
      Cause: expect.stringContaining(
        `instance ${InstanceIds[0]} was moved to standby in response to a user request, shrinking the capacity from 2 to 1.`,
      ),
      StatusCode: 'InProgress',
    },
  ]);
  const inStandby = await groupOf('standby');
  expect(inStandby?.DesiredCapacity).toBe(1);
  expect(inStandby?.Instances?.map(({ LifecycleState }) => LifecycleState)).toEqual([
    'Standby',
    'InService',
  ]);
  expect(under.recordOf('EnterStandby')).toMatchObject({
    requestParameters: {
      autoScalingGroupName: 'standby',
      instanceIds: InstanceIds,
      shouldDecrementDesiredCapacity: true,
    },
    additionalEventData: { GroupId: expect.any(String) },
  });
  await scaling.send(new ExitStandbyCommand(member));
  const back = await groupOf('standby');
  expect(back?.DesiredCapacity).toBe(2);
  expect(back?.Instances?.every(({ LifecycleState }) => LifecycleState === 'InService')).toBe(true);
  await expect(scaling.send(new ExitStandbyCommand(member))).rejects.toMatchObject({
    name: 'ValidationError',
  });
});

test('a group never has fewer than it must', async () => {
  const { group, one: InstanceIds } = await twoIn('least', 2);
  const fewer = { ...group, InstanceIds, ShouldDecrementDesiredCapacity: true };
  await expect(scaling.send(new EnterStandbyCommand(fewer))).rejects.toMatchObject({
    name: 'ValidationError',
    message:
      'AutoScalingGroup least has min-size=2, max-size=2, and desired-size=2. To place into standby 1 instance, please update the AutoScalingGroup sizes appropriately.',
  });
  expect(under.recordOf('EnterStandby')).toMatchObject({ errorCode: 'ValidationException' });
  await expect(scaling.send(new DetachInstancesCommand(fewer))).rejects.toMatchObject({
    name: 'ValidationError',
  });
  expect((await groupOf('least'))?.Instances).toHaveLength(2);
});

test('what is detached goes on running without the tag, and is replaced unless fewer are wanted', async () => {
  const { group, one: InstanceIds } = await twoIn('detached', 0);
  const member = { ...group, InstanceIds };
  await scaling.send(
    new DetachInstancesCommand({ ...member, ShouldDecrementDesiredCapacity: false }),
  );
  const replaced = await groupOf('detached');
  expect(replaced?.DesiredCapacity).toBe(2);
  expect(replaced?.Instances).toHaveLength(2);
  expect(replaced?.Instances?.map(({ InstanceId }) => InstanceId)).not.toContain(InstanceIds[0]);
  expect(tagsOf(String(InstanceIds[0]))).toEqual({});
  await expect(
    scaling.send(new DetachInstancesCommand({ ...member, ShouldDecrementDesiredCapacity: true })),
  ).rejects.toMatchObject({
    message: `The instance ${InstanceIds[0]} is not part of Auto Scaling group detached.`,
  });
  const other = [String(replaced?.Instances?.[0]?.InstanceId)];
  await scaling.send(
    new DetachInstancesCommand({
      ...group,
      InstanceIds: other,
      ShouldDecrementDesiredCapacity: true,
    }),
  );
  expect(await groupOf('detached')).toMatchObject({ DesiredCapacity: 1 });
});

test('a member in standby, or one that left, is out of the target groups', async () => {
  const { world } = under.sandbox;
  const targets = hooks.elasticloadbalancing.createTargetGroup(world, {
    accountId: payments,
    region,
    name: 'web',
  });
  const group = { AutoScalingGroupName: 'balanced' };
  const instanceIds = [startInstance(), startInstance()];
  hooks.autoscaling.createGroup(world, {
    accountId: payments,
    region,
    name: 'balanced',
    min: 0,
    max: 2,
    instanceIds,
    targetGroupArns: [targets.arn],
  });
  expect(targets.targets.size).toBe(2);
  const InstanceIds = [String(instanceIds[0])];
  const fewer = { ...group, InstanceIds, ShouldDecrementDesiredCapacity: true };
  await scaling.send(new EnterStandbyCommand(fewer));
  expect([...targets.targets.values()].map(({ id }) => id)).toEqual([instanceIds[1]]);
  await scaling.send(new ExitStandbyCommand({ ...group, InstanceIds }));
  expect(targets.targets.size).toBe(2);
  await scaling.send(new DetachInstancesCommand(fewer));
  expect([...targets.targets.values()].map(({ id }) => id)).toEqual([instanceIds[1]]);
});

test('a group is made once, starts what it wants, and is deleted by force only while it has members', async () => {
  const group = { AutoScalingGroupName: 'started' };
  const create = new CreateAutoScalingGroupCommand({
    ...group,
    MinSize: 1,
    MaxSize: 1,
    Tags: [{ Key: 'suite', Value: 'web', PropagateAtLaunch: true }],
  });
  await scaling.send(create);
  await expect(scaling.send(create)).rejects.toMatchObject({
    name: 'AlreadyExistsFault',
    message:
      'AutoScalingGroup by this name already exists - A group with the name started already exists',
  });
  const [member] = (await groupOf('started'))?.Instances ?? [];
  expect(tagsOf(String(member?.InstanceId))).toEqual({
    suite: 'web',
    'aws:autoscaling:groupName': 'started',
  });
  await expect(scaling.send(new DeleteAutoScalingGroupCommand(group))).rejects.toMatchObject({
    name: 'ResourceInUseFault',
  });
  await scaling.send(new DeleteAutoScalingGroupCommand({ ...group, ForceDelete: true }));
  expect(await groupOf('started')).toBeUndefined();
});

test('changing a group is asked on its ARN, with its tags', async () => {
  const { world, endpoint } = under.sandbox;
  hooks.autoscaling.createGroup(world, {
    accountId: payments,
    region,
    name: 'guarded',
    min: 0,
    max: 1,
    instanceIds: [startInstance()],
    tags: [{ key: 'suite', value: 'web', isPropagated: false }],
  });
  const user = hooks.iam.createUser(world, { accountId: payments, name: 'responder' });
  const client = new AutoScalingClient({
    endpoint,
    region,
    credentials: hooks.iam.createAccessKey(world, user),
    maxAttempts: 1,
  });
  const update = new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'guarded', MaxSize: 2 });
  const policy = (suite: string) => ({
    Statement: {
      Effect: 'Allow' as const,
      Action: 'autoscaling:UpdateAutoScalingGroup',
      Resource: `arn:aws:autoscaling:*:${payments}:autoScalingGroup:*:autoScalingGroupName/guarded`,
      Condition: { StringEquals: { 'autoscaling:ResourceTag/suite': suite } },
    },
  });
  user.inlinePolicies.set('update', policy('other'));
  await expect(client.send(update)).rejects.toMatchObject({ name: 'AccessDenied' });
  user.inlinePolicies.set('update', policy('web'));
  await client.send(update);
  expect((await groupOf('guarded'))?.MaxSize).toBe(2);
  client.destroy();
});
