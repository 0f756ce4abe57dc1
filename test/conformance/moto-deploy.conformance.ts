import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { packageService } from '../../services/cli/local/package-service';
import { resourcesOfType } from '../../services/cli/local/template';
import { readTemplate } from '../templates/read-template';
import { awsCli, printed } from './aws-cli';
import { connection, type Keys } from './connection';
import { deployCentralStack } from './deploy-central-stack';
import { inAccount } from './in-account';
import { knownToMoto } from './known-to-moto';
import { rolePolicy } from './role-policy';
import { stackResources } from './stack-resources';
import type { Started } from './start-child';
import { startMoto } from './start-moto';
import { tableOfTemplate } from './table-of-template';
import { ROOT } from './tools';

// The packaged stack in moto's CloudFormation, by the framework's own deploy command.

const SECURITY = '222233334444';
const QUEUES = `arn:aws:sqs:us-east-1:${SECURITY}`;

let moto: Started;
let security: Keys;

beforeAll(async () => {
  moto = await startMoto();
  const { endpoint } = moto;
  security = await inAccount(endpoint, SECURITY);
  await deployCentralStack(endpoint, security);
});

afterAll(() => moto?.close());

test('deploy makes every resource of the packaged stack whose type moto knows', async () => {
  const { template } = await packageService();
  const stack = { endpoint: moto.endpoint, keys: security, name: 'trailwarden' };
  expect(await stackResources(stack)).toEqual(knownToMoto(template.Resources));
});

test('the table has the keys and indexes of the template, a stream and deletion protection', async () => {
  const wanted = tableOfTemplate((await packageService()).template);
  const client = new DynamoDBClient(connection(moto.endpoint, security));
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'trailwarden' }));
  client.destroy();
  expect(Table).toMatchObject({
    KeySchema: wanted.KeySchema,
    AttributeDefinitions: wanted.AttributeDefinitions,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    StreamSpecification: wanted.StreamSpecification,
    DeletionProtectionEnabled: true,
    GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes?.map((index) => ({ ...index })),
  });
});

test('signals that fail five times go to a queue that keeps them longer, both under our key', async () => {
  const client = new SQSClient(connection(moto.endpoint, security));
  const attributesOf = async (name: string) => {
    const QueueUrl = `${moto.endpoint}/${SECURITY}/${name}`;
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    return (await client.send(asked)).Attributes ?? {};
  };
  const signals = await attributesOf('trailwarden-signals');
  const deadLetters = await attributesOf('trailwarden-signals-dead-letters');
  client.destroy();
  const key = expect.stringContaining(`arn:aws:kms:us-east-1:${SECURITY}:key/`);
  expect(signals).toMatchObject({ VisibilityTimeout: '180', KmsMasterKeyId: key });
  expect(JSON.parse(signals.RedrivePolicy ?? '')).toEqual({
    deadLetterTargetArn: `${QUEUES}:trailwarden-signals-dead-letters`,
    maxReceiveCount: 5,
  });
  expect(deadLetters).toMatchObject({ MessageRetentionPeriod: '1209600', KmsMasterKeyId: key });
});

test('the rule on the central bus queues what members report, by account', async () => {
  const client = new EventBridgeClient(connection(moto.endpoint, security));
  const on = { EventBusName: 'trailwarden' };
  const rule = await client.send(new DescribeRuleCommand({ ...on, Name: 'trailwarden-signals' }));
  const { Targets } = await client.send(
    new ListTargetsByRuleCommand({ ...on, Rule: 'trailwarden-signals' }),
  );
  client.destroy();
  expect(rule.State).toBe('ENABLED');
  const { detail, ...pattern } = JSON.parse(rule.EventPattern ?? '');
  expect(detail.$or).toHaveLength(2); // test/templates/central.test.ts says what each takes
  expect(pattern).toEqual({
    source: forwardedSources(),
    'detail-type': ['AWS API Call via CloudTrail', 'AWS Service Event via CloudTrail'],
  });
  expect(Targets).toMatchObject([
    {
      Arn: `${QUEUES}:trailwarden-signals`,
      SqsParameters: { MessageGroupId: '$.account' },
      DeadLetterConfig: { Arn: `${QUEUES}:trailwarden-signals-dead-letters` },
    },
  ]);
});

/** Every source that a rule of the member template forwards, in the order of the alphabet. */
function forwardedSources(): readonly string[] {
  const template = readTemplate(join(ROOT, 'services/member/template.yml'));
  const sources = resourcesOfType(template, 'AWS::Events::Rule').flatMap(
    ([, { Properties }]) => (Properties.EventPattern as { source: readonly string[] }).source,
  );
  return [...new Set(sources)].sort();
}

test('the responder reads the queue in batches and reports the messages that failed', async () => {
  const aws = awsCli(moto.endpoint, security);
  const { EventSourceMappings } = printed<{
    EventSourceMappings: readonly { FunctionArn: string }[];
  }>(await aws('lambda list-event-source-mappings'));
  const of = 'lambda get-function-configuration --function-name trailwarden-responder';
  const responder = printed(await aws(of));
  // moto's own filter by function finds none.
  const ofResponder = EventSourceMappings.filter(({ FunctionArn }) =>
    FunctionArn.endsWith(':function:trailwarden-responder'),
  );
  expect(ofResponder).toMatchObject([
    {
      EventSourceArn: `${QUEUES}:trailwarden-signals`,
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 50 },
    },
    {
      EventSourceArn: `${QUEUES}:trailwarden-attempts`,
      BatchSize: 100,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  ]);
  expect(responder).toMatchObject({
    Runtime: 'nodejs24.x',
    Timeout: 30,
    Role: `arn:aws:iam::${SECURITY}:role/trailwarden-responder`,
    Environment: { Variables: { TRAILWARDEN_TABLE: 'trailwarden' } },
  });
});

test('the responder may assume the guards and spares of its organization and no other role', async () => {
  const { endpoint } = moto;
  const of = { endpoint, keys: security, role: 'trailwarden-responder', policy: 'responder' };
  const statements = await rolePolicy(of);
  const assuming = statements.filter(({ Action }) => Action === 'sts:AssumeRole');
  expect(assuming).toMatchObject([
    {
      Resource: ['arn:aws:iam::*:role/trailwarden-guard', 'arn:aws:iam::*:role/trailwarden-spare'],
      Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
    },
  ]);
});
