import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CloudTrailClient,
  CreateTrailCommand,
  GetTrailStatusCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findIncidents } from '../../shared/aws/incidents/find-incidents';
import type { SqsBatchResponse, SqsEvent } from '../../shared/aws/sqs-event';
import { openTable, type Table } from '../../shared/aws/table/table';
import type { IncidentSummary } from '../../shared/domain/incident';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { awsCli, printed } from './aws-cli';
import { connection, environment, type Keys } from './connection';
import { deployCentralStack } from './deploy-central-stack';
import { inAccount } from './in-account';
import { type Invoke, packagedResponder } from './packaged-responder';
import { receiveBatch } from './receive-batch';
import type { Started } from './start-child';
import { startMoto } from './start-moto';

// The zip that ships, with the environment CloudFormation gave it, on moto's STS, CloudTrail,
// DynamoDB and SQS. moto turns no call into an event, so the envelope is ours.

const SECURITY = '222233334444';
const MEMBER = '444455556666';
const TRAIL = `arn:aws:cloudtrail:us-east-1:${MEMBER}:trail/main`;

let moto: Started;
let security: Keys;
let cloudtrail: CloudTrailClient;
let sqs: SQSClient;
let table: Table;
let invoke: Invoke;
let variables: Record<string, string>;

beforeAll(async () => {
  moto = await startMoto();
  const { endpoint } = moto;
  security = await inAccount(endpoint, SECURITY);
  const member = await inAccount(endpoint, MEMBER);
  cloudtrail = new CloudTrailClient(connection(endpoint, member));
  sqs = new SQSClient(connection(endpoint, security));
  table = openTable('trailwarden', connection(endpoint, security));
  await deployCentralStack(endpoint, security);
  invoke = await packagedResponder();
  variables = {
    ...(await variablesOfFunction()),
    TRAILWARDEN_SEAL_KEY: await newKey('ECC_NIST_P256', 'SIGN_VERIFY'),
    TRAILWARDEN_MAC_KEY: await newKey('HMAC_256', 'GENERATE_VERIFY_MAC'),
  };
  printed(await awsCli(endpoint, member)('s3api create-bucket --bucket trail-logs-444455556666'));
  await cloudtrail.send(
    new CreateTrailCommand({ Name: 'main', S3BucketName: 'trail-logs-444455556666' }),
  );
  await cloudtrail.send(new StartLoggingCommand({ Name: TRAIL }));
});

afterAll(async () => {
  cloudtrail.destroy();
  sqs.destroy();
  table.client.destroy();
  await moto?.close();
});

/** moto's queue URLs point at AWS; the responder must not follow them there. */
async function variablesOfFunction(): Promise<Record<string, string>> {
  const of = 'lambda get-function-configuration --function-name trailwarden-responder';
  const { Environment } = printed<{ Environment: { Variables: Record<string, unknown> } }>(
    await awsCli(moto.endpoint, security)(of),
  );
  const local = (value: unknown) => String(value).replace(/^https:\/\/sqs\.[^/]+/, moto.endpoint);
  return Object.fromEntries(
    Object.entries(Environment.Variables).map(([name, value]) => [name, local(value)]),
  );
}

/** moto's CloudFormation ignores KeySpec and makes every key one for encryption. */
async function newKey(spec: string, usage: string): Promise<string> {
  const { KeyMetadata } = printed<{ KeyMetadata: { Arn: string } }>(
    await awsCli(moto.endpoint, security)(`kms create-key --key-spec ${spec} --key-usage ${usage}`),
  );
  return KeyMetadata.Arn;
}

const queueUrl = (): string => variables.TRAILWARDEN_SIGNALS_URL ?? '';

const send = (body: unknown) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(), MessageBody: JSON.stringify(body) }));

const receive = (url = queueUrl()): Promise<SqsEvent> => receiveBatch(sqs, url);

const coldStart = (...batches: readonly SqsEvent[]): Promise<readonly SqsBatchResponse[]> =>
  invoke(batches, { ...environment(moto.endpoint, security), ...variables });

async function incidents(): Promise<readonly IncidentSummary[]> {
  const found: IncidentSummary[] = [];
  for await (const incident of findIncidents(table, { accountId: MEMBER })) found.push(incident);
  return found;
}

const isLogging = async () =>
  (await cloudtrail.send(new GetTrailStatusCommand({ Name: TRAIL }))).IsLogging;

/** moto keeps whole seconds (AWS: milliseconds), so a stop in the second of the capture looks older than it. */
const aSecondLater = () => wait(1_000 - (Date.now() % 1_000) + 1);

const stopped = () => {
  const now = new Date().toISOString();
  const requestParameters = { name: TRAIL };
  const of = { eventID: randomUUID(), eventTime: now, recipientAccountId: MEMBER };
  return anEnvelope({
    account: MEMBER,
    time: now,
    detail: aRecord({ ...of, requestParameters }),
  });
};

test('the packaged responder restores a stopped trail, and a redelivery adds no incident', async () => {
  await send({ trailwarden: 'check', id: 'c-1', accountId: MEMBER, region: 'us-east-1', by: 'ci' });
  const check = await receive();
  expect(await coldStart(check)).toEqual([{ batchItemFailures: [] }]);

  await aSecondLater();
  await cloudtrail.send(new StopLoggingCommand({ Name: TRAIL }));
  expect(await isLogging()).toBe(false);
  await send(stopped());
  const batch = await receive();
  expect(await coldStart(batch)).toEqual([{ batchItemFailures: [] }]);
  expect(await isLogging()).toBe(true);
  const [incident, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    state: 'restored',
    subjectId: TRAIL,
    techniques: ['stop-logging'],
    events: 1,
    redeliveries: 0,
  });

  const [record] = batch.Records;
  const ReceiptHandle = record?.receiptHandle;
  const again = { QueueUrl: queueUrl(), ReceiptHandle, VisibilityTimeout: 0 };
  await sqs.send(new ChangeMessageVisibilityCommand(again));
  const redelivered = await receive();
  expect(redelivered.Records.map(({ body }) => body)).toContain(record?.body);
  expect(await coldStart(redelivered)).toEqual([{ batchItemFailures: [] }]);
  expect(await incidents()).toMatchObject([{ id: incident?.id, events: 1, redeliveries: 1 }]);
  expect(await isLogging()).toBe(true);
});

test('a message that is no signal is set aside with the reason, and its batch mates are handled', async () => {
  await aSecondLater();
  await cloudtrail.send(new StopLoggingCommand({ Name: TRAIL }));
  const Records = ['not json', JSON.stringify(stopped())].map((body, n) => ({
    messageId: `message-${n}`,
    receiptHandle: `receipt-${n}`,
    body,
    eventSourceARN: 'arn:aws:sqs:us-east-1:111122223333:trailwarden-signals',
    attributes: {},
  }));
  expect(await coldStart({ Records })).toEqual([{ batchItemFailures: [] }]);
  expect(await isLogging()).toBe(true);
  expect(await incidents()).toMatchObject([{ events: 2 }]);
  const { Records: setAside } = await receive(variables.TRAILWARDEN_DEAD_LETTERS_URL);
  expect(setAside.map(({ body }) => body)).toEqual(['not json']);
});
