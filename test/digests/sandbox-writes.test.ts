import { CloudTrailClient, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createLocalOrganization,
  hooks,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../services/sandbox';
import { inProcess } from '../cli/in-process';

const logArchive = '333344445555';
const bucket = `trailwarden-logs-${logArchive}`;
let sandbox: Sandbox;
let organization: LocalOrganization;

beforeAll(async () => {
  // Its four hours are over by the clock of this machine, which says what verify may be asked for.
  sandbox = await startSandbox({ now: () => new Date(Date.now() - 5 * 3_600_000) });
  organization = createLocalOrganization(sandbox, { accounts: 1 });
  hooks.cloudtrail.keepLogFiles(sandbox.world);
});
afterAll(() => sandbox.close());

const keys = () => [...(sandbox.world.s3.buckets.get(bucket)?.objects.keys() ?? [])];

test('trails write log files and every hour a digest, which verify finds valid and without a hole', async () => {
  const [member = ''] = organization.memberAccountIds;
  const from = new Date(sandbox.world.now().getTime() + 1_000).toISOString();
  const credentials = sandbox.credentials(member);
  const client = new CloudTrailClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials,
  });
  await client.send(new StartLoggingCommand({ Name: 'main' }));
  client.destroy();
  sandbox.world.clock.advance(4 * 3_600_000);
  expect(
    keys().filter((key) => key.includes(`AWSLogs/${member}/CloudTrail/us-east-1/`)),
  ).toHaveLength(1);
  expect(keys().filter((key) => key.includes('/CloudTrail-Digest/')).length).toBeGreaterThan(6);
  const to = new Date(sandbox.world.now().getTime() - 2 * 3_600_000).toISOString();
  const trail = `arn:aws:cloudtrail:us-east-1:${member}:trail/main`;
  const { code, stdout, stderr } = await inProcess(
    ['verify', '--trail', trail, '--bucket', bucket, '--from', from, '--to', to, '--json'],
    {
      endpoint: sandbox.endpoint,
      region: 'us-east-1',
      credentials: sandbox.credentials(logArchive),
    },
  );
  expect([stdout, stderr, code]).toEqual([expect.stringContaining('"proven": true'), '', 0]);
});
