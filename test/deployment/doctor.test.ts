import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
} from '@aws-sdk/client-eventbridge';
import {
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createLocalOrganization,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../services/sandbox';
import { standDown } from '../../shared/aws/deployment/stand-down';
import type { Condition } from '../../shared/deployment/condition';
import { type CommandLine, commandLine } from './command';

let sandbox: Sandbox;
let organization: LocalOrganization;
let cli: CommandLine;
beforeAll(async () => {
  sandbox = await startSandbox({ regions: ['us-east-1', 'eu-west-1'] });
  organization = createLocalOrganization(sandbox, { accounts: 3 });
  cli = commandLine(sandbox, organization);
  await cli.run('init', '--region', 'us-east-1', '--regions', 'us-east-1', 'eu-west-1');
});
afterAll(() => sandbox.close());

const as = (accountId: string, region = 'us-east-1') => ({
  endpoint: sandbox.endpoint,
  region,
  credentials: sandbox.credentials(accountId),
});

async function doctor() {
  const { code, stdout } = await cli.run('doctor', '--json');
  const { conditions } = JSON.parse(stdout) as { conditions: readonly Condition[] };
  const bad = conditions.filter(({ state }) => state === 'missing' || state === 'unknown');
  return { code, bad };
}

test('deploy ends with a doctor that finds it whole', async () => {
  const deployed = await cli.run('deploy', '--yes', '--management-profile', 'management');
  expect(deployed.code).toBe(0);
  expect(deployed.stdout).toMatch(/doctor: \d+ ok, 2 advice, 0 missing, 0 cannot be known\./);
});

test('each fault is named, with what to do; mended, it is whole again', async () => {
  const [payments = '', orders = '', ledger = ''] = organization.memberAccountIds;
  // Nothing is put back meanwhile, which is the first fault.
  expect(await standDown(as(organization.securityAccountId), 50)).toBe(2);
  const events = new EventBridgeClient(as(payments, 'eu-west-1'));
  await events.send(new DisableRuleCommand({ Name: 'trailwarden-forward' }));
  const sqs = new SQSClient(as(orders));
  const { QueueUrl } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: 'trailwarden-undelivered' }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  const isLedger = (call: { readonly input: object }) =>
    String(Reflect.get(call.input, 'RoleArn')).includes(ledger);
  const denied = sandbox.faults.add({
    ...{ service: 'sts', action: 'AssumeRole', when: isLedger },
    refuse: { code: 'AccessDenied', message: 'no', status: 403 },
  });
  const { code, bad } = await doctor();
  expect(code).toBe(1);
  const found = bad.map(({ id, of, state }) => `${id} ${state} ${of}`);
  expect(found).toEqual([
    'event-source missing trailwarden-signals',
    'event-source missing trailwarden-attempts',
    `rule-as-shipped missing arn:aws:events:eu-west-1:${payments}:rule/trailwarden-forward`,
    `undelivered missing ${orders} us-east-1 trailwarden-undelivered`,
    `role-assumable missing ${ledger}`,
  ]);
  expect(bad.every(({ mend }) => mend !== undefined)).toBe(true);
  expect(bad[2]?.says).toContain('is not what it must be: state');

  await events.send(new EnableRuleCommand({ Name: 'trailwarden-forward' }));
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  events.destroy();
  sqs.destroy();
  denied();
  const throttled = sandbox.faults.add({
    ...{ service: 'sts', action: 'AssumeRole', when: isLedger },
    refuse: { code: 'Throttling', message: 'Rate exceeded', status: 400 },
  });
  const unsure = await doctor();
  throttled();
  expect(unsure.bad.map(({ id, of, state }) => `${id} ${state} ${of}`)).toContain(
    `role-assumable unknown ${ledger}`,
  );
});
