import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let logs: CloudWatchLogsClient;
const logGroupName = '/flows';
const BEGIN = Date.parse('2026-11-21T20:00:00Z');

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  logs = new CloudWatchLogsClient({
    ...{ endpoint, region: 'us-east-1', maxAttempts: 1 },
    credentials: credentials(payments),
  });
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  for (const [logStreamName, times] of [
    ['eni-1-all', [10, 30]],
    ['eni-2-all', [20, 40]],
  ] as const) {
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const logEvents = times.map((timestamp) => ({
      timestamp: BEGIN + timestamp,
      message: `${logStreamName} ${timestamp}`,
    }));
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  }
});
afterAll(() => organization.sandbox.close());

const found = async (more: object) => {
  const answer = await logs.send(new FilterLogEventsCommand({ logGroupName, ...more }));
  return (answer.events ?? []).map(({ message }) => message);
};

test('events of all streams are in order of time, the newest first if wanted, the ends of the range among them', async () => {
  expect(await found({})).toEqual(['eni-1-all 10', 'eni-2-all 20', 'eni-1-all 30', 'eni-2-all 40']);
  expect(await found({ startTime: BEGIN + 20, endTime: BEGIN + 40, startFromHead: false })).toEqual(
    [...['eni-2-all 40', 'eni-1-all 30', 'eni-2-all 20']],
  );
});

test('streams are chosen by name or by prefix, not by both, and events by a pattern', async () => {
  expect(await found({ logStreamNamePrefix: 'eni-1' })).toHaveLength(2);
  expect(await found({ logStreamNames: ['eni-2-all'], filterPattern: '"40"' })).toHaveLength(1);
  await expect(
    found({ logStreamNames: ['eni-2-all'], logStreamNamePrefix: 'eni-1' }),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(found({ startTime: 1, startFromHead: false })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  await expect(found({ logGroupName: '/gone' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('a page ends with a token where there is more', async () => {
  const first = await logs.send(new FilterLogEventsCommand({ logGroupName, limit: 3 }));
  expect(first.events).toHaveLength(3);
  const { nextToken } = first;
  const second = await logs.send(new FilterLogEventsCommand({ logGroupName, limit: 3, nextToken }));
  expect([second.events?.length, second.nextToken]).toEqual([1, undefined]);
});
