import { EC2Client, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetQueueAttributesCommand, PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { type LoginsUnderTest, loginsUnderTest } from './logins-under-test';

let under: LoginsUnderTest;
beforeAll(async () => {
  under = await loginsUnderTest();
});
afterAll(() => under.close());

const HOUR_MS = 3_600_000;
const REGION = 'us-east-1';

const machine = () =>
  hooks.ec2.startInstance(under.sandbox.world, { accountId: under.member, region: REGION }).id;

/** What the SSM agent writes every five minutes, of each of these machines. */
const speak = (...ids: readonly string[]) =>
  Promise.all(
    ids.map((id) =>
      under.log(id, ['2026-12-01 10:00:00 INFO [HealthCheck] HealthCheck reporting agent health.']),
    ),
  );

/** The hourly look, and what the incident of the place is then. Events name seconds, and two looks in one are one. */
async function look() {
  const { world } = under.sandbox;
  pass(1_000);
  const arn = `arn:aws:events:${REGION}:${under.member}:rule/trailwarden-hosts-look`;
  const before = heard();
  const [result] = await hooks.lambda.fireSchedule(world, arn);
  expect(result?.kind).toBe('succeeded');
  await under.eventually('the look is heard', async () => heard() > before);
  return (await under.incidents(under.member)).find(({ subjectKey }) =>
    subjectKey.startsWith('hosts#'),
  );
}

const heard = () =>
  under.sandbox.world.feed.entries.filter(
    (entry) => entry.kind === 'log' && entry.line.includes('"kind":"look"'),
  ).length;

const pass = (ms: number) => under.sandbox.world.clock.advance(ms);

test('a machine that runs and falls silent is told once, until it speaks again', async () => {
  const [silent, well, stopped, young] = [machine(), machine(), machine(), machine()];
  await speak(silent, well, stopped);
  expect(await look()).toBeUndefined();
  pass(3 * HOUR_MS);
  await speak(well);
  const ec2 = new EC2Client(under.connection(under.member));
  await ec2.send(new StopInstancesCommand({ InstanceIds: [stopped] }));
  expect(await look()).toMatchObject({ state: 'escalated', looks: 1, severity: 'high' });
  const told = await look();
  expect(told).toMatchObject({
    looks: 2,
    sentence: expect.stringContaining(
      `1 running machine in account ${under.member} in ${REGION} told of logins once and fell silent: ${silent} (since `,
    ),
  });
  expect(told?.sentence).not.toContain(young);
  await speak(silent);
  expect(await look()).toMatchObject({ id: told?.id, state: 'restored' });
});

test('a batch that the forwarder could not send waits in the member, and is told until it was seen to', async () => {
  const iam = new IAMClient(under.connection(under.member));
  const sqs = new SQSClient(under.connection(under.member));
  const QueueUrl = `${under.sandbox.endpoint}/${under.member}/trailwarden-logins-undelivered`;
  await iam.send(
    new PutRolePolicyCommand({
      ...{ RoleName: `trailwarden-login-forwarder-${REGION}`, PolicyName: 'mute' },
      PolicyDocument: JSON.stringify({
        Statement: { Effect: 'Deny', Action: 'events:PutEvents', Resource: '*' },
      }),
    }),
  );
  await under.log(machine(), [
    'Dec  1 10:00:00 ip-10-0-0-4 sshd[8]: Accepted password for root from 192.0.2.1 port 1 ssh2',
  ]);
  const names = ['ApproximateNumberOfMessages'] as const;
  await under.eventually('it waits', async () => {
    pass(60_000);
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
    );
    return Attributes?.ApproximateNumberOfMessages === '1';
  });
  expect(await look()).toMatchObject({
    state: 'escalated',
    sentence: `1 message about logins in account ${under.member} in ${REGION} could not be sent.`,
  });
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await look()).toMatchObject({ state: 'restored' });
});
