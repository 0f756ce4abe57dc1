import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteDataProtectionPolicyCommand,
  DeleteDestinationCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteMetricFilterCommand,
  DeleteResourcePolicyCommand,
  DeleteRetentionPolicyCommand,
  DeleteSubscriptionFilterCommand,
  DescribeDestinationsCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  DescribeResourcePoliciesCommand,
  DescribeSubscriptionFiltersCommand,
  DisassociateKmsKeyCommand,
  GetDataProtectionPolicyCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutDataProtectionPolicyCommand,
  PutDestinationCommand,
  PutDestinationPolicyCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
  PutResourcePolicyCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deployStack } from '../../../services/sandbox/cloudformation/deploy-stack';
import { createRole } from '../../../services/sandbox/iam/roles';
import { createKey } from '../../../services/sandbox/kms/create-key';
import { trailLogGroupObstacle } from '../../../services/sandbox/logs/group-of-call';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let logs: CloudWatchLogsClient;

beforeAll(async () => {
  organization = await organizationUnderTest();
  logs = clientOf(payments);
});
afterAll(() => organization.sandbox.close());

function clientOf(accountId: string, role?: string): CloudWatchLogsClient {
  const { endpoint, credentials } = organization.sandbox;
  return new CloudWatchLogsClient({
    endpoint,
    region: 'us-east-1',
    credentials: credentials(accountId, role),
    maxAttempts: 1,
  });
}

const lastRecord = () => {
  const entry = organization.sandbox.world.feed.entries.findLast(({ kind }) => kind === 'record');
  return entry?.kind === 'record' ? entry.record : undefined;
};

const arnOf = (name: string) => `arn:aws:logs:us-east-1:${payments}:log-group:${name}`;

const create = (logGroupName: string) => logs.send(new CreateLogGroupCommand({ logGroupName }));

const describe = async (logGroupNamePrefix: string) =>
  (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }))).logGroups ?? [];

test('a group can be made once, is described with both its ARNs, and can be deleted', async () => {
  const logGroupName = 'trail/one';
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { for: 'trail' } }));
  await expect(create(logGroupName)).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
    message: 'The specified log group already exists',
  });
  const [group] = await describe('trail/one');
  expect(group).toMatchObject({
    logGroupName,
    arn: `${arnOf(logGroupName)}:*`,
    logGroupArn: arnOf(logGroupName),
    logGroupClass: 'STANDARD',
    storedBytes: 0,
    metricFilterCount: 0,
  });
  expect(group).not.toHaveProperty('retentionInDays');
  const { world } = organization.sandbox;
  const obstacle = () => trailLogGroupObstacle(world, `${arnOf(logGroupName)}:*`);
  expect(obstacle()).toBeUndefined();
  await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  expect(lastRecord()).toMatchObject({
    eventSource: 'logs.amazonaws.com',
    eventName: 'DeleteLogGroup',
    readOnly: false,
    requestParameters: { logGroupName },
    responseElements: null,
  });
  expect(obstacle()).toBe('NotFound');
  await expect(logs.send(new DeleteLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
  await create(logGroupName);
  expect(obstacle()).toBeUndefined();
  expect(trailLogGroupObstacle(world, arnOf('never/known'))).toBeUndefined();
});

test('groups come in pages, by prefix', async () => {
  for (const end of ['a', 'b', 'c']) await create(`pages/${end}`);
  const input = { logGroupNamePrefix: 'pages/', limit: 2 };
  const first = await logs.send(new DescribeLogGroupsCommand(input));
  expect(first.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['pages/a', 'pages/b']);
  const { nextToken } = first;
  const second = await logs.send(new DescribeLogGroupsCommand({ ...input, nextToken }));
  expect(second.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['pages/c']);
  expect(second.nextToken).toBeUndefined();
});

test('a retention is one of AWS’s numbers of days, or for ever', async () => {
  const logGroupName = 'retention';
  await create(logGroupName);
  const put = (retentionInDays: number) =>
    logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  await expect(put(2)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await put(365);
  expect(lastRecord()?.requestParameters).toEqual({ logGroupName, retentionInDays: 365 });
  expect(await describe(logGroupName)).toMatchObject([{ retentionInDays: 365 }]);
  await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
  expect((await describe(logGroupName))[0]?.retentionInDays).toBeUndefined();
});

test('a stream takes entries and gives them back', async () => {
  const stream = { logGroupName: 'streams', logStreamName: `${payments}_CloudTrail_us-east-1` };
  await create('streams');
  await logs.send(new CreateLogStreamCommand(stream));
  const logEvents = [{ timestamp: 1_795_000_000_000, message: '{"eventName":"StopLogging"}' }];
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  expect(lastRecord()?.eventName).toBe('CreateLogStream');
  const { events } = await logs.send(new GetLogEventsCommand(stream));
  expect(events).toMatchObject(logEvents);
  const { logStreams } = await logs.send(
    new DescribeLogStreamsCommand({ logGroupIdentifier: arnOf('streams') }),
  );
  expect(logStreams).toMatchObject([{ logStreamName: stream.logStreamName }]);
  await logs.send(new DeleteLogStreamCommand(stream));
  await expect(logs.send(new DeleteLogStreamCommand(stream))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  });
});

test('a group has two subscription filters, and the same name replaces', async () => {
  const logGroupName = 'subscriptions';
  await create(logGroupName);
  const put = (filterName: string, destinationArn: string) =>
    logs.send(
      new PutSubscriptionFilterCommand({
        logGroupName,
        filterName,
        filterPattern: '',
        destinationArn,
      }),
    );
  const siem = `arn:aws:lambda:us-east-1:${payments}:function:siem`;
  await put('one', siem);
  await put('two', siem);
  await expect(put('three', siem)).rejects.toMatchObject({ name: 'LimitExceededException' });
  await put('two', `${siem}-of-mallory`);
  const { subscriptionFilters } = await logs.send(
    new DescribeSubscriptionFiltersCommand({ logGroupName }),
  );
  expect(subscriptionFilters).toMatchObject([
    { filterName: 'one', destinationArn: siem, distribution: 'ByLogStream' },
    { filterName: 'two', destinationArn: `${siem}-of-mallory` },
  ]);
  const remove = new DeleteSubscriptionFilterCommand({ logGroupName, filterName: 'one' });
  await logs.send(remove);
  await expect(logs.send(remove)).rejects.toMatchObject({
    message: 'The specified subscription filter does not exist.',
  });
});

test.each([
  { logGroupClass: 'INFREQUENT_ACCESS' as const, keeps: 30 },
  { logGroupClass: 'DELIVERY' as const, keeps: 2 },
])(
  'a group of class $logGroupClass accepts no filters, and its class cannot be changed',
  async (one) => {
    const { logGroupClass, keeps } = one;
    const logGroupName = `class-${logGroupClass}`;
    const refused = {
      name: 'ValidationException',
      message: 'This operation is only supported on the Standard log class.',
    };
    await logs.send(new CreateLogGroupCommand({ logGroupName, logGroupClass }));
    const filter = { logGroupName, filterName: 'all', filterPattern: '' };
    const destinationArn = `arn:aws:lambda:us-east-1:${payments}:function:siem`;
    const transformed = [{ metricName: 'one', metricNamespace: 'Trail', metricValue: '1' }];
    for (const command of [
      new DescribeSubscriptionFiltersCommand({ logGroupName }),
      new PutSubscriptionFilterCommand({ ...filter, destinationArn }),
      new DeleteSubscriptionFilterCommand(filter),
      new DescribeMetricFiltersCommand({ logGroupName }),
      new PutMetricFilterCommand({ ...filter, metricTransformations: transformed }),
      new DeleteMetricFilterCommand(filter),
    ]) {
      await expect(logs.send(command as never)).rejects.toMatchObject(refused);
    }
    const put = logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }));
    const masks = logs.send(
      new PutDataProtectionPolicyCommand({
        logGroupIdentifier: logGroupName,
        policyDocument: '{}',
      }),
    );
    const isTaken = logGroupClass !== 'DELIVERY';
    expect(
      (await Promise.allSettled([put, masks])).map(({ status }) => status === 'fulfilled'),
    ).toEqual([isTaken, isTaken]);
    const { logGroups } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
    );
    expect(logGroups).toMatchObject([{ logGroupClass, retentionInDays: keeps }]);
  },
);

test('a destination admits the accounts that its policy names', async () => {
  const elsewhere = clientOf(security);
  const destinationName = 'siem';
  const { destination } = await elsewhere.send(
    new PutDestinationCommand({
      destinationName,
      targetArn: `arn:aws:kinesis:us-east-1:${security}:stream/siem`,
      roleArn: `arn:aws:iam::${security}:role/Siem`,
    }),
  );
  const destinationArn = destination?.arn ?? '';
  await create('feeds');
  const subscribe = () =>
    logs.send(
      new PutSubscriptionFilterCommand({
        logGroupName: 'feeds',
        filterName: 'siem',
        filterPattern: '',
        destinationArn,
      }),
    );
  await expect(subscribe()).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User with accountId: ${payments} is not authorized to perform: logs:PutSubscriptionFilter on resource: ${destinationArn}`,
  });
  const accessPolicy = JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: payments },
        Action: 'logs:PutSubscriptionFilter',
        Resource: destinationArn,
      },
    ],
  });
  await elsewhere.send(new PutDestinationPolicyCommand({ destinationName, accessPolicy }));
  await subscribe();
  const { destinations } = await elsewhere.send(new DescribeDestinationsCommand({}));
  expect(destinations).toMatchObject([{ destinationName, arn: destinationArn, accessPolicy }]);
  await elsewhere.send(new DeleteDestinationCommand({ destinationName }));
  await expect(subscribe()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  elsewhere.destroy();
});

test('metric filters are kept, found by their metric and deleted', async () => {
  const logGroupName = 'metrics';
  await create(logGroupName);
  const metricTransformations = [
    { metricName: 'Stopped', metricNamespace: 'Trail', metricValue: '1' },
  ];
  const filterPattern = '{ $.eventName = "StopLogging" }';
  const filter = { logGroupName, filterName: 'stopped', filterPattern, metricTransformations };
  await logs.send(new PutMetricFilterCommand(filter));
  const find = async () => {
    const input = { metricName: 'Stopped', metricNamespace: 'Trail' };
    return (await logs.send(new DescribeMetricFiltersCommand(input))).metricFilters;
  };
  expect(await find()).toMatchObject([filter]);
  expect(await describe(logGroupName)).toMatchObject([{ metricFilterCount: 1 }]);
  await logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName: 'stopped' }));
  expect(await find()).toEqual([]);
});

test('a group accepts only a key that allows CloudWatch Logs', async () => {
  const { world } = organization.sandbox;
  const logGroupName = 'keyed';
  const closed = createKey(world, { accountId: payments, region: 'us-east-1' });
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'logs.us-east-1.amazonaws.com' },
    Action: ['kms:Decrypt*', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arnOf(logGroupName) } },
  } as const;
  const place = { accountId: payments, region: 'us-east-1' };
  const open = createKey(world, { ...place, policy: { Statement } });
  await create(logGroupName);
  const associate = (kmsKeyId: string) =>
    logs.send(new AssociateKmsKeyCommand({ logGroupName, kmsKeyId }));
  await expect(associate(closed.arn)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining('is not allowed to be used with Arn'),
  });
  await associate(open.arn);
  expect(await describe(logGroupName)).toMatchObject([{ kmsKeyId: open.arn }]);
  await logs.send(new DisassociateKmsKeyCommand({ logGroupName }));
  expect((await describe(logGroupName))[0]?.kmsKeyId).toBeUndefined();
});

test('data protection and resource policies are put, read and deleted', async () => {
  const logGroupIdentifier = 'masked';
  await create(logGroupIdentifier);
  const policyDocument = '{"Name":"mask"}';
  await logs.send(new PutDataProtectionPolicyCommand({ logGroupIdentifier, policyDocument }));
  const read = () => logs.send(new GetDataProtectionPolicyCommand({ logGroupIdentifier }));
  expect(await read()).toMatchObject({ logGroupIdentifier, policyDocument });
  await logs.send(new DeleteDataProtectionPolicyCommand({ logGroupIdentifier }));
  expect((await read()).policyDocument).toBeUndefined();
  const policy = { policyName: 'delivery', policyDocument: '{"Statement":[]}' };
  await logs.send(new PutResourcePolicyCommand(policy));
  const { resourcePolicies } = await logs.send(new DescribeResourcePoliciesCommand({}));
  expect(resourcePolicies).toMatchObject([policy]);
  const remove = new DeleteResourcePolicyCommand({ policyName: 'delivery' });
  await logs.send(remove);
  await expect(logs.send(remove)).rejects.toMatchObject({
    message: 'Policy with name [delivery] does not exist.',
  });
});

test('tags of a group are read and written by its ARN without a star', async () => {
  const resourceArn = arnOf('tagged');
  await create('tagged');
  await logs.send(new TagResourceCommand({ resourceArn, tags: { owner: 'a', team: 'b' } }));
  await logs.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }));
  const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual({ owner: 'a' });
  await expect(
    logs.send(new ListTagsForResourceCommand({ resourceArn: `${resourceArn}:*` })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('IAM sees a group with an empty stream at the end of its ARN', async () => {
  const { world } = organization.sandbox;
  const allow = (Resource: string) => ({ Effect: 'Allow', Action: 'logs:*', Resource }) as const;
  for (const [name, end] of [
    ['Starred', ':*'],
    ['Bare', ''],
  ] as const) {
    const inlinePolicies = { all: { Statement: allow(`${arnOf('guarded')}${end}`) } };
    const trustPolicy = { Statement: [] };
    createRole(world, { accountId: payments, name, trustPolicy, inlinePolicies });
  }
  const [starred, bare] = [clientOf(payments, 'Starred'), clientOf(payments, 'Bare')];
  const logGroupName = 'guarded';
  await starred.send(new CreateLogGroupCommand({ logGroupName }));
  await expect(bare.send(new DeleteLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`on resource: ${arnOf('guarded')}:log-stream: because`),
  });
  expect(lastRecord()).toMatchObject({ errorCode: 'AccessDenied', requestParameters: null });
  for (const client of [starred, bare]) client.destroy();
});

test('tags and a role need permissions of their own', async () => {
  const trustPolicy = { Statement: [] };
  const Action = ['logs:CreateLogGroup', 'logs:PutSubscriptionFilter'];
  const inlinePolicies = {
    some: { Statement: { Effect: 'Allow', Action, Resource: '*' } },
  } as const;
  const { world } = organization.sandbox;
  createRole(world, { accountId: payments, name: 'Maker', trustPolicy, inlinePolicies });
  const maker = clientOf(payments, 'Maker');
  const logGroupName = 'with-tags';
  await expect(
    maker.send(new CreateLogGroupCommand({ logGroupName, tags: { for: 'trail' } })),
  ).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `logs:TagResource on resource: ${arnOf(logGroupName)} because`,
    ),
  });
  await maker.send(new CreateLogGroupCommand({ logGroupName }));
  const filter = {
    logGroupName,
    filterName: 'siem',
    filterPattern: '',
    destinationArn: `arn:aws:kinesis:us-east-1:${payments}:stream/siem`,
    roleArn: `arn:aws:iam::${payments}:role/ToKinesis`,
  };
  await expect(maker.send(new PutSubscriptionFilterCommand(filter))).rejects.toMatchObject({
    message: expect.stringContaining('iam:PassRole'),
  });
  await logs.send(new PutSubscriptionFilterCommand(filter));
  maker.destroy();
});

test('a group of a template can be used through the API', async () => {
  const template =
    'Resources: { Group: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: made, RetentionInDays: 30 } } }';
  const stack = { accountId: payments, region: 'us-east-1', stackName: 'logs', template };
  await deployStack(organization.sandbox, stack);
  expect(await describe('made')).toMatchObject([{ logGroupName: 'made', retentionInDays: 30 }]);
});
