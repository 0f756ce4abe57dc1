import {
  DescribeRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { until } from '../../../services/cli/local/until';
import { fireSchedule } from '../../../services/sandbox/lambda/fire-schedule';
import { keepSchedules } from '../../../services/sandbox/lambda/keep-schedules';
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

test.each(['rate(1 hours)', 'rate(0 minutes)', 'hourly'])('%s is no schedule', async (text) => {
  await expect(
    events.send(new PutRuleCommand({ ...hourly, ScheduleExpression: text })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Parameter ScheduleExpression is not valid.',
  });
});

test('a schedule that is disabled calls nobody, and a rule without one cannot be fired', async () => {
  const { world } = path.sandbox;
  const { RuleArn = '' } = await events.send(new PutRuleCommand({ ...hourly, State: 'DISABLED' }));
  expect(await fireSchedule(world, RuleArn)).toEqual([]);
  const arn = `arn:aws:events:us-east-1:${security}:rule/none`;
  await expect(fireSchedule(world, arn)).rejects.toThrow(`${arn} is no schedule.`);
});

test('a schedule that is kept is fired at its rate, on the world’s clock', async () => {
  const { world } = path.sandbox;
  await deployFunction(path, 'exports.handler = async () => "fired";');
  await events.send(new PutRuleCommand(hourly));
  await events.send(
    new PutTargetsCommand({ Rule: 'hourly', Targets: [{ Id: 'a', Arn: functionArn }] }),
  );
  const fired = (): number =>
    world.feed.entries.filter((entry) => entry.kind === 'invocation' && entry.phase === 'started')
      .length;
  const stop = keepSchedules(world);
  world.clock.advance(59 * 60_000);
  expect(fired()).toBe(0);
  world.clock.advance(2 * 60_000);
  await until(async () => fired() === 1, { what: 'the function is called', withinMs: 10_000 });
  stop();
});
