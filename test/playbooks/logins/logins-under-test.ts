import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { packageService, ROOT } from '../../../services/cli/local/package-service';
import { until } from '../../../services/cli/local/until';
import {
  createLocalOrganization,
  hooks,
  type Sandbox,
  startSandbox,
} from '../../../services/sandbox';
import { newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import { openTable, type Table } from '../../../shared/aws/table/table';
import type { IncidentSummary } from '../../../shared/domain/incident';

const REGION = 'us-east-1';
const GROUP = '/trailwarden/logins';

/** The central stack that hears of logins, and a member whose machines tell of theirs. */
export interface LoginsUnderTest {
  readonly sandbox: Sandbox;
  readonly member: string;
  readonly stranger: string;
  readonly table: Table;
  readonly connection: (accountId: string) => {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: ReturnType<Sandbox['credentials']>;
  };
  /** Lines in the log of a machine, as its agent writes them. */
  readonly log: (stream: string, lines: readonly string[]) => Promise<void>;
  /** An event of our own source, put by anyone of an account. */
  readonly say: (accountId: string, detail: object) => Promise<void>;
  readonly incidents: (accountId: string) => Promise<readonly IncidentSummary[]>;
  readonly eventually: (what: string, isSo: () => Promise<boolean>) => Promise<void>;
  /** Bodies and reasons of what was set aside. */
  readonly setAside: () => Promise<readonly (readonly [string, string])[]>;
  readonly close: () => Promise<void>;
}

export async function loginsUnderTest(): Promise<LoginsUnderTest> {
  const sandbox = await startSandbox();
  const organization = createLocalOrganization(sandbox, { accounts: 2 });
  const { securityAccountId, memberAccountIds } = organization;
  const [member = '', stranger = ''] = memberAccountIds;
  const { folder, template } = await packageService();
  const { outputs } = await hooks.cloudformation.deployStack(sandbox, {
    accountId: securityAccountId,
    region: REGION,
    stackName: 'trailwarden',
    template,
    artifacts: folder,
    parameters: {
      OrganizationId: organization.id,
      OrganizationalUnitIds: 'r-ab12',
      GovernedRegions: REGION,
      MemberStackSet: 'no',
      LoginGuard: 'on',
    },
  });
  for (const accountId of [member, stranger]) {
    await hooks.cloudformation.deployStack(sandbox, {
      accountId,
      region: REGION,
      stackName: 'trailwarden-logins',
      template: readFileSync(join(ROOT, 'services/member/logins.yml'), 'utf8'),
      parameters: { CentralBusArn: String(outputs.BusArn) },
    });
  }
  const connection = (accountId: string) => ({
    endpoint: sandbox.endpoint,
    region: REGION,
    credentials: sandbox.credentials(accountId),
  });
  const table = openTable(String(outputs.TableName), connection(securityAccountId));
  const sqs = new SQSClient(connection(securityAccountId));
  const deadLetters = `${sandbox.endpoint}/${securityAccountId}/trailwarden-logins-dead-letters`;
  const logs = new CloudWatchLogsClient(connection(member));
  const aside: (readonly [string, string])[] = [];
  return {
    ...{ sandbox, member, stranger, table, connection },
    log: async (logStreamName, lines) => {
      const stream = { logGroupName: GROUP, logStreamName };
      await logs.send(new CreateLogStreamCommand(stream)).catch(() => undefined);
      const timestamp = sandbox.world.now().getTime();
      const logEvents = lines.map((message) => ({ message, timestamp }));
      await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
    },
    say: async (accountId, detail) => {
      const events = new EventBridgeClient(connection(accountId));
      const Detail = JSON.stringify(detail);
      const entry = { Source: 'trailwarden.login', DetailType: 'Instance Login', Detail };
      await events.send(new PutEventsCommand({ Entries: [entry] }));
    },
    incidents: (accountId) => newestIncidents(table, { accountId }, 50),
    eventually: (what, isSo) => until(isSo, { what, withinMs: 30_000, everyMs: 50 }),
    setAside: async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          ...{ QueueUrl: deadLetters, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] },
        }),
      );
      for (const { Body = '', MessageAttributes } of Messages)
        aside.push([Body, MessageAttributes?.Reason?.StringValue ?? '']);
      return aside;
    },
    close: () => sandbox.close(),
  };
}
