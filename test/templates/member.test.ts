import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../services/cli/local/package-service';
import { property, resourcesOfType } from '../../services/cli/local/template';
import { hooks } from '../../services/sandbox';
import { readTemplate } from './read-template';

const path = join(ROOT, 'services/member/template.yml');
const template = readTemplate(path);

// Service-managed StackSets take neither transforms nor nested stacks ([D] stacksets-orgs-associate-stackset-with-org).
test('a service-managed StackSet accepts the member template', () => {
  expect(template.Transform).toBeUndefined();
  expect(JSON.stringify(template)).not.toContain('Fn::Transform');
  expect(resourcesOfType(template, 'AWS::CloudFormation::Stack')).toEqual([]);
});

test('the guard, the spare and the reader are made once in an account, in the home Region', () => {
  const once = resourcesOfType(template, 'AWS::IAM::Role').filter(([, role]) => role.Condition);
  expect(once.map(([logicalId, { Condition }]) => [logicalId, Condition])).toEqual([
    ['GuardRole', 'IsHomeRegion'],
    ['SpareRole', 'IsHomeRegion'],
    ['ReaderRole', 'IsHomeRegion'],
  ]);
});

// docs/decisions/0008-a-forwarder-role-for-each-region.md
test('a Region can be deployed before the home Region, because it needs no resource from there', () => {
  expect(property(template, 'ForwarderRole', 'RoleName')).toEqual({
    'Fn::Sub': expect.stringMatching(/^trailwarden-forwarder-\$\{AWS::Region\}$/),
  });
  expect(property(template, 'ForwardRule', 'Targets')).toMatchObject([
    { RoleArn: { 'Fn::GetAtt': ['ForwarderRole', 'Arn'] } },
  ]);
});

test('every change to a trail is reported, failed attempts and our own calls included', () => {
  expect(property(template, 'ForwardRule', 'EventPattern')).toEqual({
    source: ['aws.cloudtrail'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: ['cloudtrail.amazonaws.com'],
      eventName: [
        'AddTags',
        'CreateTrail',
        'DeleteChannel',
        'DeleteEventDataStore',
        'DeleteResourcePolicy',
        'DeleteTrail',
        'DeregisterOrganizationDelegatedAdmin',
        'DisableFederation',
        'PutEventConfiguration',
        'PutEventSelectors',
        'PutInsightSelectors',
        'PutResourcePolicy',
        'RegisterOrganizationDelegatedAdmin',
        'RemoveTags',
        'StartLogging',
        'StopEventDataStoreIngestion',
        'StopLogging',
        'UpdateChannel',
        'UpdateEventDataStore',
        'UpdateTrail',
      ],
    },
  });
});

// "Retry policy is not supported for Event bus targets.": EventBridge refuses such a rule, and the stack with it.
test('every rule forwards with a role, has a queue for undelivered events, and sets no retry policy', () => {
  const rules = resourcesOfType(template, 'AWS::Events::Rule');
  expect(rules.length).toBeGreaterThan(8);
  for (const [logicalId] of rules) {
    expect(property(template, logicalId, 'Targets')).toEqual([
      {
        Id: 'security-account',
        Arn: { Ref: 'CentralBusArn' },
        RoleArn: { 'Fn::GetAtt': ['ForwarderRole', 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['UndeliveredQueue', 'Arn'] } },
      },
    ]);
  }
});

/** An element of a list that is there under this condition only. */
const when = (condition: string | undefined, value: unknown): unknown =>
  condition ? { 'Fn::If': [condition, value, { Ref: 'AWS::NoValue' }] } : value;

// docs/decisions/0037-copies-of-events.md
test('the forwarder and the queue for undelivered events trust only the rules of the template', () => {
  const rules = resourcesOfType(template, 'AWS::Events::Rule');
  const sources = (policy: { readonly Statement: readonly { readonly Condition?: object }[] }) =>
    policy.Statement.flatMap(({ Condition }) =>
      Condition && 'ArnEquals' in Condition ? Condition.ArnEquals : [],
    );
  expect(sources(property(template, 'ForwarderRole', 'AssumeRolePolicyDocument'))).toEqual([
    {
      'aws:SourceArn': rules.map(([, { Condition, Properties }]) =>
        when(Condition, {
          'Fn::Sub': expect.stringMatching(new RegExp(`:rule/${Properties.Name}$`)),
        }),
      ),
    },
  ]);
  expect(sources(property(template, 'UndeliveredQueuePolicy', 'PolicyDocument'))).toEqual([
    {
      'aws:SourceArn': rules.map(([logicalId, { Condition }]) =>
        when(Condition, { 'Fn::GetAtt': [logicalId, 'Arn'] }),
      ),
    },
  ]);
});

// docs/decisions/0005-sse-sqs-on-undelivered-signals.md
test('the queue for undelivered events uses the given key, or the keys of SQS, which admit EventBridge', () => {
  expect(template.Resources.UndeliveredQueue?.Properties).toMatchObject({
    KmsMasterKeyId: {
      'Fn::If': ['HasUndeliveredKey', { Ref: 'UndeliveredKeyId' }, { Ref: 'AWS::NoValue' }],
    },
    SqsManagedSseEnabled: { 'Fn::If': ['HasUndeliveredKey', { Ref: 'AWS::NoValue' }, true] },
  });
});

test('the member template must be given only its organization, the security account, its bus and the home Region', () => {
  const needed = Object.entries(template.Parameters)
    .filter(([, { Default }]) => Default === undefined)
    .map(([name]) => name);
  expect(needed).toEqual(['OrganizationId', 'SecurityAccountId', 'CentralBusArn', 'HomeRegion']);
});

// docs/decisions/0035-a-rule-that-ticks.md
test('the rule that reports our own parts also ticks, so that its silence is noticed', () => {
  expect(property(template, 'ForwardWardenRule', 'ScheduleExpression')).toBe('rate(1 minute)');
  expect(property(template, 'ForwardWardenRule', 'Name')).toBe('trailwarden-forward-warden');
});

// IAM tells no names apart by case ([D] API_CreateRole); in which letters a record has one is not known.
test.each([
  ['a role of ours', 'PutRolePolicy', { roleName: 'TRAILWARDEN-Guard' }],
  ['a role of ours as it is written', 'DeleteRole', { roleName: 'trailwarden-spare' }],
  ['CloudTrail’s role', 'DeleteServiceLinkedRole', { roleName: 'awsserviceroleforcloudtrail' }],
  [
    'what bounds our roles',
    'CreatePolicyVersion',
    { policyArn: 'arn:aws:iam::111122223333:policy/TrailWarden-Boundary' },
  ],
])('a change of %s is reported in upper and in lower case', (_, eventName, parameters) => {
  const pattern = property<object>(template, 'ForwardRoleRule', 'EventPattern');
  const eventOf = (requestParameters: object) => ({
    ...{ source: 'aws.iam', 'detail-type': 'AWS API Call via CloudTrail' },
    detail: { eventSource: 'iam.amazonaws.com', eventName, requestParameters },
  });
  const text = JSON.stringify(pattern).replace(
    /\{"Fn::Sub":"[^"]*(:policy[^"]*)"\}/,
    '"arn:aws:iam::111122223333$1"',
  );
  expect(
    hooks.events.matchesPattern(hooks.events.parsePatternText(text), eventOf(parameters)),
  ).toBe(true);
  const others = Object.entries(parameters).map(([name, said]) => [
    name,
    said.replace(/(?:trailwarden-|awsservicerole)/i, 'other-'),
  ]);
  expect(
    hooks.events.matchesPattern(
      hooks.events.parsePatternText(text),
      eventOf(Object.fromEntries(others)),
    ),
  ).toBe(false);
});
