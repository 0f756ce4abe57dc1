import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instanceClients } from '../../shared/aws/playbooks/instance/clients';
import { logLines } from '../../shared/aws/playbooks/instance/log-lines';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../sandbox/core/organization-under-test';

const region = 'us-east-1';
/** One more than a page holds. */
const LINES = 10_001;
const BEGIN = Date.parse('2026-11-21T20:00:00Z');
const names = { logGroupName: '/flows', logStreamName: 'eni-1-all' };
let organization: OrganizationUnderTest;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials } = organization.sandbox;
  const logs = new CloudWatchLogsClient({ endpoint, region, credentials: credentials(payments) });
  await logs.send(new CreateLogGroupCommand(names));
  await logs.send(new CreateLogStreamCommand(names));
  const logEvents = Array.from({ length: LINES }, (_, at) => ({
    ...{ timestamp: BEGIN + at + 1, message: `line ${at + 1}` },
  }));
  await logs.send(new PutLogEventsCommand({ ...names, logEvents }));
});
afterAll(() => organization.sandbox.close());

const read = (mostPages: number) => {
  const { endpoint, credentials } = organization.sandbox;
  const own = credentials(payments);
  const clients = instanceClients({ accountId: payments, region }, async () => own, { endpoint });
  const question = { group: '/flows', streamPrefix: 'eni-1', from: BEGIN, to: BEGIN + LINES + 1 };
  return logLines(clients, { ...question, mostPages });
};

test('every page is read, the newest line first', async () => {
  const { lines, isCut, oldest } = await read(20);
  expect([lines.length, isCut, oldest]).toEqual([LINES, false, BEGIN + 1]);
  expect(lines[0]).toBe(`line ${LINES}`);
});

test('what is too much is cut where it is oldest, and that is said', async () => {
  const { lines, isCut, oldest } = await read(1);
  expect([lines.length, isCut, oldest]).toEqual([LINES - 1, true, BEGIN + 2]);
});
