import {
  CreateTargetGroupCommand,
  DeleteTargetGroupCommand,
  DeregisterTargetsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from '../ec2/ec2-under-test';

let under: Ec2UnderTest;
let elb: ElasticLoadBalancingV2Client;
let Id: string;

beforeAll(async () => {
  under = await ec2UnderTest();
  const { endpoint, credentials, world } = under.sandbox;
  elb = new ElasticLoadBalancingV2Client({
    endpoint,
    region,
    credentials: credentials(payments),
    maxAttempts: 1,
  });
  Id = hooks.ec2.startInstance(world, { accountId: payments, region }).id;
});
afterAll(async () => {
  elb.destroy();
  await under.sandbox.close();
});

const settings = { Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1' } as const;

const health = async (TargetGroupArn: string | undefined, ...Targets: { Id: string }[]) =>
  (await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn, Targets })))
    .TargetHealthDescriptions;

test('a target group is made once, and the same once more is the same', async () => {
  const create = new CreateTargetGroupCommand({ Name: 'web', ...settings });
  const { TargetGroups: [made] = [] } = await elb.send(create);
  expect(made).toMatchObject({
    TargetGroupArn: expect.stringMatching(
      new RegExp(
        `^arn:aws:elasticloadbalancing:${region}:${payments}:targetgroup/web/[0-9a-f]{16}$`,
      ),
    ),
    TargetGroupName: 'web',
    ...settings,
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: 30,
    Matcher: { HttpCode: '200' },
    TargetType: 'instance',
  });
  const { TargetGroups: [again] = [] } = await elb.send(create);
  expect(again?.TargetGroupArn).toBe(made?.TargetGroupArn);
  const other = new CreateTargetGroupCommand({ Name: 'web', ...settings, Port: 81 });
  await expect(elb.send(other)).rejects.toMatchObject({
    name: 'DuplicateTargetGroupNameException',
    message: "A target group with the same name 'web' exists, but with different settings",
  });
});

test('registering twice and deregistering what is not there both succeed', async () => {
  const { TargetGroups: [made] = [] } = await elb.send(
    new CreateTargetGroupCommand({ Name: 'idle', ...settings }),
  );
  const TargetGroupArn = made?.TargetGroupArn;
  const register = new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id }] });
  await elb.send(register);
  await elb.send(register);
  expect(await health(TargetGroupArn)).toMatchObject([
    {
      Target: { Id, Port: 80 },
      HealthCheckPort: '80',
      TargetHealth: { State: 'unused', Reason: 'Target.NotInUse' },
    },
  ]);
  expect(under.recordOf('RegisterTargets')).toMatchObject({
    requestParameters: { targetGroupArn: TargetGroupArn, targets: [{ id: Id }] },
    responseElements: null,
  });
  const deregister = new DeregisterTargetsCommand({ TargetGroupArn, Targets: [{ Id, Port: 80 }] });
  await elb.send(deregister);
  await elb.send(deregister);
  expect(await health(TargetGroupArn)).toEqual([]);
  expect(await health(TargetGroupArn, { Id })).toMatchObject([
    { TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' } },
  ]);
});

test('behind a load balancer a target is healthy, and drains when it leaves', async () => {
  const { arn: TargetGroupArn } = hooks.elasticloadbalancing.createTargetGroup(
    under.sandbox.world,
    {
      accountId: payments,
      region,
      name: 'busy',
      loadBalancerArns: [
        `arn:aws:elasticloadbalancing:${region}:${payments}:loadbalancer/app/front/1`,
      ],
    },
  );
  const Targets = [{ Id }];
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
  expect(await health(TargetGroupArn)).toMatchObject([{ TargetHealth: { State: 'healthy' } }]);
  await elb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
  expect(await health(TargetGroupArn)).toMatchObject([
    { TargetHealth: { State: 'draining', Reason: 'Target.DeregistrationInProgress' } },
  ]);
  under.sandbox.world.clock.advance(300_000);
  expect(await health(TargetGroupArn)).toEqual([]);
});

test('what does not run cannot be a target, and a group that is gone is not found', async () => {
  const { TargetGroups: [made] = [] } = await elb.send(
    new CreateTargetGroupCommand({ Name: 'gone', ...settings }),
  );
  const TargetGroupArn = made?.TargetGroupArn;
  const Targets = [{ Id: 'i-00000000000000000' }];
  await expect(
    elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets })),
  ).rejects.toMatchObject({ name: 'InvalidTargetException' });
  const remove = new DeleteTargetGroupCommand({ TargetGroupArn });
  await elb.send(remove);
  await elb.send(remove);
  const describe = new DescribeTargetGroupsCommand({ TargetGroupArns: [String(TargetGroupArn)] });
  await expect(elb.send(describe)).rejects.toMatchObject({
    name: 'TargetGroupNotFoundException',
    message: 'One or more target groups not found',
  });
  await expect(health(TargetGroupArn)).rejects.toMatchObject({
    name: 'TargetGroupNotFoundException',
  });
  expect(under.recordOf('DescribeTargetHealth')).toMatchObject({
    errorCode: 'TargetGroupNotFoundException',
    errorMessage: 'One or more target groups not found',
    readOnly: true,
  });
});
