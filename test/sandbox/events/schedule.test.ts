import {
  DescribeRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fireSchedule, keepSchedules } from '../../../services/sandbox/lambda/keep-schedules';
import { deployFunction, functionArn } from '../lambda/function-under-test';
import { type EventPathUnderTest, eventPathUnderTest, security } from './event-path-under-test';

let path: EventPathUnderTest;
let events: EventBridgeClient;
beforeEach(async () => {
  path = await eventPathUnderTest();
  events = path.events();
});
afterEach(async () => {
  events.destroy();
  await path.sandbox.close();
});

const hourly = { Name: 'hourly', ScheduleExpression: 'rate(1 hour)' };

test('a schedule is described as it was put, and has no pattern', async () => {
  await events.send(new PutRuleCommand(hourly));
  const rule = await events.send(new DescribeRuleCommand({ Name: 'hourly' }));
  expect(rule).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
  expect(rule).not.toHaveProperty('EventPattern');
});

/** Recorded on AWS, September 2026 */
test.each([
  'cron(0 12 * * ? *)',
  'cron(5,35 14 * * ? *)',
  'cron(0-30/10 8-17 ? * MON-FRI *)',
  'cron(*/15 * * * ? *)',
  'cron(50-10/5 20-2 28-3 NOV-FEB ? *)',
  'cron(0 0 ? jan,FEB fri-MON *)',
  'cron(0 0 ? * 1,7 *)',
  'cron(0/0 * * * ? *)',
  'cron(0/60 * * * ? *)',
])('%s is a schedule', async (ScheduleExpression) => {
  await events.send(new PutRuleCommand({ Name: 'tick', ScheduleExpression }));
});

test.each([
  'cron(60 0 * * ? *)',
  'cron(0 24 * * ? *)',
  'cron(0 0 0 * ? *)',
  'cron(0 0 32 * ? *)',
  'cron(0 0 1 0 ? *)',
  'cron(0 0 1 13 ? *)',
  'cron(0 0 ? * 0 *)',
  'cron(0 0 ? * 8 *)',
  'cron(? 0 * * ? *)',
  'cron(0 0 * * * *)',
  'CRON(0 0 * * ? *)',
  'cron(0  0 * * ? *)',
  'cron( 0 0 * * ? * )',
  ' cron(0 0 * * ? *) ',
  'cron (0 0 * * ? *)',
  'rate(1 hours)',
  'rate(0 minutes)',
  'hourly',
])('%s is no schedule', async (text) => {
  await expect(
    events.send(new PutRuleCommand({ ...hourly, ScheduleExpression: text })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Parameter ScheduleExpression is not valid.',
  });
});

test('a disabled schedule calls no target, and a rule without a schedule cannot be fired', async () => {
  const { world } = path.sandbox;
  const { RuleArn = '' } = await events.send(new PutRuleCommand({ ...hourly, State: 'DISABLED' }));
  expect(await fireSchedule(world, RuleArn)).toEqual([]);
  const arn = `arn:aws:events:us-east-1:${security}:rule/none`;
  await expect(fireSchedule(world, arn)).rejects.toThrow(`${arn} is no schedule.`);
});

test('an enabled schedule is fired at its rate, by the world’s clock', async () => {
  const { world } = path.sandbox;
  await deployFunction(path, 'exports.handler = async () => "fired";');
  await events.send(new PutRuleCommand(hourly));
  await events.send(
    new PutTargetsCommand({ Rule: 'hourly', Targets: [{ Id: 'a', Arn: functionArn }] }),
  );
  const fired = (): number =>
    world.feed.entries.filter((entry) => entry.kind === 'invocation' && entry.phase === 'started')
      .length;
  const called = new Promise<void>((resolve) => {
    world.feed.watch((entry) => {
      if (entry.kind === 'invocation' && entry.phase === 'started') resolve();
    });
  });
  const stop = keepSchedules(world);
  world.clock.advance(59 * 60_000);
  expect(fired()).toBe(0);
  world.clock.advance(2 * 60_000);
  await called;
  expect(fired()).toBe(1);
  stop();
});

test('a rule may have a pattern and a schedule, and the schedule arrives in its queue as an event of AWS', async () => {
  const sqs = path.sqs();
  const queueArn = `arn:aws:sqs:us-east-1:${security}:times`;
  const statement = {
    ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } },
    ...{ Action: 'sqs:SendMessage', Resource: queueArn },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'times', Attributes: { Policy } }),
  );
  const both = { ...hourly, EventPattern: '{"source":["aws.iam"]}' };
  const { RuleArn = '' } = await events.send(new PutRuleCommand(both));
  await events.send(
    new PutTargetsCommand({ Rule: 'hourly', Targets: [{ Id: 'q', Arn: queueArn }] }),
  );
  await fireSchedule(path.sandbox.world, RuleArn);
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(JSON.parse(Messages?.[0]?.Body ?? '{}')).toMatchObject({
    ...{ source: 'aws.events', 'detail-type': 'Scheduled Event', account: security },
    ...{ region: 'us-east-1', resources: [RuleArn], detail: {} },
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  sqs.destroy();
});
