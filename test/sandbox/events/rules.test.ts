import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemovePermissionCommand,
  RemoveTargetsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PolicyDocument } from '../../../services/sandbox/iam/policy-document';
import { createRole } from '../../../services/sandbox/iam/roles';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  payments,
  security,
} from './event-path-under-test';

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

const EventPattern = '{"source":["aws.cloudtrail"]}';
const trustOf = (Service: string): PolicyDocument => ({
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});
const queueArn = `arn:aws:sqs:us-east-1:${security}:signals`;

test('a rule on the default bus is described as it was put', async () => {
  const { RuleArn } = await events.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
  expect(RuleArn).toBe(`arn:aws:events:us-east-1:${security}:rule/forward`);
  expect(await events.send(new DescribeRuleCommand({ Name: 'forward' }))).toMatchObject({
    EventPattern,
    State: 'ENABLED',
    EventBusName: 'default',
  });
});

test('a rule on a bus of its own carries the bus in its ARN', async () => {
  await events.send(new CreateEventBusCommand({ Name: 'trailwarden' }));
  const rule = { Name: 'signals', EventPattern, EventBusName: 'trailwarden' };
  const { RuleArn } = await events.send(new PutRuleCommand(rule));
  expect(RuleArn).toBe(`arn:aws:events:us-east-1:${security}:rule/trailwarden/signals`);
  expect((await events.send(new ListRulesCommand({}))).Rules).toEqual([]);
});

test('a disabled rule is enabled again by PutRule without a state', async () => {
  await events.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
  await events.send(new DisableRuleCommand({ Name: 'forward' }));
  expect((await events.send(new DescribeRuleCommand({ Name: 'forward' }))).State).toBe('DISABLED');
  await events.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
  expect((await events.send(new DescribeRuleCommand({ Name: 'forward' }))).State).toBe('ENABLED');
});

test('a rule with targets cannot be deleted', async () => {
  await events.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
  const Targets = [{ Id: 'signals', Arn: queueArn }];
  await events.send(new PutTargetsCommand({ Rule: 'forward', Targets }));
  const listed = await events.send(new ListTargetsByRuleCommand({ Rule: 'forward' }));
  expect(listed.Targets).toEqual(Targets);
  await expect(events.send(new DeleteRuleCommand({ Name: 'forward' }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: "Rule can't be deleted since it has targets.",
  });
  await events.send(new RemoveTargetsCommand({ Rule: 'forward', Ids: ['signals'] }));
  await events.send(new DeleteRuleCommand({ Name: 'forward' }));
  await expect(events.send(new DescribeRuleCommand({ Name: 'forward' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Rule forward does not exist on EventBus default.',
  });
});

test('an invalid pattern is refused with the reason', async () => {
  const rule = new PutRuleCommand({ Name: 'forward', EventPattern: '{"source":"aws.cloudtrail"}' });
  await expect(events.send(rule)).rejects.toMatchObject({
    name: 'InvalidEventPatternException',
    message: 'Event pattern is not valid. Reason: "source" must be an object or an array',
  });
});

test('a pattern can be tried on an event', async () => {
  const Event = JSON.stringify({ source: 'aws.cloudtrail', detail: {} });
  const { Result } = await events.send(new TestEventPatternCommand({ EventPattern, Event }));
  expect(Result).toBe(true);
});

test('only AWS can publish a source that begins with aws', async () => {
  const entry = { DetailType: 'AWS API Call via CloudTrail', Detail: '{}' };
  const answer = await events.send(
    new PutEventsCommand({
      Entries: [
        { ...entry, Source: 'aws.cloudtrail' },
        { ...entry, Source: 'my.app' },
      ],
    }),
  );
  expect(answer.FailedEntryCount).toBe(1);
  expect(answer.Entries?.[0]).toEqual({
    ErrorCode: 'NotAuthorizedForSourceException',
    ErrorMessage: 'Not authorized for the source.',
  });
  expect(answer.Entries?.[1]?.EventId).toMatch(/^[0-9a-f-]{36}$/);
});

test('a target kind without a delivery is refused loudly', async () => {
  await events.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
  const Arn = `arn:aws:lambda:us-east-1:${security}:function:responder`;
  const put = new PutTargetsCommand({ Rule: 'forward', Targets: [{ Id: 'function', Arn }] });
  await expect(events.send(put)).rejects.toThrow('is not emulated');
});

test('another account may change the rules of a bus only if the bus’s policy allows it', async () => {
  const EventBusName = `arn:aws:events:us-east-1:${security}:event-bus/trailwarden`;
  const own = { Name: 'signals', EventPattern, EventBusName };
  await events.send(new CreateEventBusCommand({ Name: 'trailwarden' }));
  await events.send(new PutRuleCommand(own));
  const Targets = [{ Id: 'queue', Arn: queueArn }];
  await events.send(new PutTargetsCommand({ Rule: 'signals', EventBusName, Targets }));
  const allow = (Action: string | readonly string[]) => {
    const statement = { Sid: 'members', Effect: 'Allow', Principal: { AWS: payments }, Action };
    const Resource = [EventBusName, `${EventBusName.replace(':event-bus/', ':rule/')}/*`];
    const Policy = { Version: '2012-10-17', Statement: [{ ...statement, Resource }] };
    return events.send(
      new PutPermissionCommand({ EventBusName: 'trailwarden', Policy: JSON.stringify(Policy) }),
    );
  };
  await allow('events:PutEvents');
  const member = path.events(path.sandbox.credentials(payments));
  const on = { Name: 'signals', EventBusName };
  const refused = {
    name: 'AccessDeniedException',
    message: expect.stringContaining('because no resource-based policy allows the events:'),
  };
  for (const call of [
    member.send(new DisableRuleCommand(on)),
    member.send(new PutRuleCommand({ ...own, State: 'DISABLED' })),
    member.send(new RemoveTargetsCommand({ Rule: 'signals', EventBusName, Ids: ['queue'] })),
    member.send(new PutTargetsCommand({ Rule: 'signals', EventBusName, Targets })),
    member.send(new DeleteRuleCommand(on)),
    member.send(new DescribeRuleCommand(on)),
    member.send(new ListRulesCommand({ EventBusName })),
    member.send(new ListTargetsByRuleCommand({ Rule: 'signals', EventBusName })),
  ]) {
    await expect(call).rejects.toMatchObject(refused);
  }
  expect(await events.send(new DescribeRuleCommand(on))).toMatchObject({ State: 'ENABLED' });
  const kept = await events.send(new ListTargetsByRuleCommand({ Rule: 'signals', EventBusName }));
  expect(kept.Targets).toEqual(Targets);
  await allow(['events:PutEvents', 'events:DisableRule']);
  await member.send(new DisableRuleCommand(on));
  expect(await events.send(new DescribeRuleCommand(on))).toMatchObject({ State: 'DISABLED' });
  member.destroy();
});

const bus = (name: string) => `arn:aws:events:us-east-1:${security}:event-bus/${name}`;
const RoleArn = `arn:aws:iam::${security}:role/not-there`;

test.each([
  ['without a role', { Arn: bus('other') }, `RoleArn is required for target ${bus('other')}.`],
  [
    'with a retry policy',
    { Arn: bus('other'), RoleArn, RetryPolicy: { MaximumRetryAttempts: 185 } },
    'Retry policy is not supported for Event bus targets.',
  ],
  [
    'that is the bus of the rule',
    { Arn: bus('default'), RoleArn },
    'Source EventBus and Target EventBus must not be the same.',
  ],
])(
  'a bus as a target %s is refused, and the call has no effect',
  async (_how, refused, message) => {
    await events.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
    const Targets = [
      { Id: 'queue', Arn: queueArn },
      { Id: 'bus', ...refused },
    ];
    const put = events.send(new PutTargetsCommand({ Rule: 'forward', Targets }));
    await expect(put).rejects.toMatchObject({ name: 'ValidationException', message });
    const listed = await events.send(new ListTargetsByRuleCommand({ Rule: 'forward' }));
    expect(listed.Targets).toEqual([]);
  },
);

test('a bus as a target is accepted with the ARN of a role that does not exist', async () => {
  await events.send(new PutRuleCommand({ Name: 'forward', EventPattern }));
  const Targets = [{ Id: 'bus', Arn: bus('other'), RoleArn }];
  const answer = await events.send(new PutTargetsCommand({ Rule: 'forward', Targets }));
  expect(answer.FailedEntryCount).toBe(0);
});

test('the role of a rule has to be one that EventBridge can become, and not too new', async () => {
  const { world } = path.sandbox;
  const made = (name: string, Service: string) =>
    createRole(world, { accountId: security, name, trustPolicy: trustOf(Service) }).arn;
  const of = (role: string) =>
    events.send(new PutRuleCommand({ Name: 'forward', EventPattern, RoleArn: role }));
  const refusal = (role: string) => ({
    name: 'ValidationException',
    message: `Provided role '${role}' cannot be assumed by principal 'events.amazonaws.com'.`,
  });
  const stranger = made('stranger', 'lambda.amazonaws.com');
  for (const role of [RoleArn, stranger])
    await expect(of(role)).rejects.toMatchObject(refusal(role));
  world.iam.rolesSettleMilliseconds = 10_000;
  const fresh = made('fresh', 'events.amazonaws.com');
  await expect(of(fresh)).rejects.toMatchObject(refusal(fresh));
  world.clock.advance(10_000);
  await of(fresh);
  const rule = await events.send(new DescribeRuleCommand({ Name: 'forward' }));
  expect(rule.RoleArn).toBe(fresh);
});

test('who puts a rule or a target with a role has to be allowed to pass it, to this rule', async () => {
  const { world } = path.sandbox;
  const passed = createRole(world, {
    accountId: security,
    name: 'passed',
    trustPolicy: trustOf('events.amazonaws.com'),
  }).arn;
  const caller = createRole(world, {
    accountId: security,
    name: 'caller',
    trustPolicy: trustOf('ec2.amazonaws.com'),
  });
  const allow = (Name: string) =>
    caller.inlinePolicies.set('it', {
      Statement: [
        { Effect: 'Allow', Action: ['events:PutRule', 'events:PutTargets'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: passed,
          Condition: {
            StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' },
            ArnEquals: {
              'iam:AssociatedResourceArn': `arn:aws:events:us-east-1:${security}:rule/${Name}`,
            },
          },
        },
      ],
    });
  const client = path.events(path.sandbox.credentials(security, 'caller'));
  const both = async () => {
    const role = { RoleArn: passed };
    await client.send(new PutRuleCommand({ Name: 'forward', EventPattern, ...role }));
    const Targets = [{ Id: 'queue', Arn: queueArn, ...role }];
    await client.send(new PutTargetsCommand({ Rule: 'forward', Targets }));
  };
  allow('another');
  await expect(both()).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(
      /is not authorized to perform: iam:PassRole on resource: .*role\/passed because no identity-based policy allows the iam:PassRole action$/,
    ),
  });
  allow('forward');
  await both();
  client.destroy();
});

test('an event for a bus that is not there is taken', async () => {
  const entry = { EventBusName: 'nowhere', Source: 'x', DetailType: 'd', Detail: '{}' };
  const answer = await events.send(new PutEventsCommand({ Entries: [entry] }));
  expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.anything() }] });
});

test('a bus keeps the policy it was given until it is removed', async () => {
  await events.send(new CreateEventBusCommand({ Name: 'trailwarden' }));
  const statement = {
    Sid: 'organization',
    Effect: 'Allow',
    Principal: '*',
    Action: 'events:PutEvents',
    Resource: '*',
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await events.send(new PutPermissionCommand({ EventBusName: 'trailwarden', Policy }));
  const bus = new DescribeEventBusCommand({ Name: 'trailwarden' });
  expect(JSON.parse((await events.send(bus)).Policy ?? '').Statement).toEqual([statement]);
  const removal = { EventBusName: 'trailwarden', StatementId: 'organization' };
  await events.send(new RemovePermissionCommand(removal));
  expect((await events.send(bus)).Policy).toBeUndefined();
});
