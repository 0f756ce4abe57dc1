import {
  ConfigServiceClient,
  GetResourceConfigHistoryCommand,
} from '@aws-sdk/client-config-service';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createLocalOrganization,
  hooks,
  type Sandbox,
  startSandbox,
} from '../../../services/sandbox';

let sandbox: Sandbox;
let accountId: string;
let client: ConfigServiceClient;

beforeAll(async () => {
  sandbox = await startSandbox();
  const { memberAccountIds, homeRegion: region } = createLocalOrganization(sandbox, {
    accounts: 1,
  });
  accountId = String(memberAccountIds[0]);
  const credentials = sandbox.credentials(accountId);
  client = new ConfigServiceClient({ endpoint: sandbox.endpoint, region, credentials });
  for (const second of [0, 60, 120]) {
    hooks.config.configurationItems(sandbox.world).push({
      ...{ accountId, region, resourceType: 'AWS::S3::Bucket', resourceId: 'shop', status: 'OK' },
      capturedAt: new Date(second * 1_000),
      supplementaryConfiguration: { BucketPolicy: `{"policyText":"${second}"}` },
    });
  }
});
afterAll(() => sandbox.close());

const question = { resourceType: 'AWS::S3::Bucket', resourceId: 'shop' } as const;

test('states come newest first, up to a time, a page at a time', async () => {
  const first = await client.send(
    new GetResourceConfigHistoryCommand({ ...question, laterTime: new Date(61_000), limit: 1 }),
  );
  expect(first.configurationItems).toMatchObject([
    {
      configurationItemCaptureTime: new Date(60_000),
      supplementaryConfiguration: { BucketPolicy: '{"policyText":"60"}' },
    },
  ]);
  const { nextToken } = first;
  const rest = await client.send(
    new GetResourceConfigHistoryCommand({ ...question, laterTime: new Date(61_000), nextToken }),
  );
  expect(rest.configurationItems?.map((one) => one.configurationItemCaptureTime)).toEqual([
    new Date(0),
  ]);
});

test('what was never recorded is not discovered', async () => {
  const look = client.send(
    new GetResourceConfigHistoryCommand({ ...question, resourceId: 'other' }),
  );
  await expect(look).rejects.toMatchObject({ name: 'ResourceNotDiscoveredException' });
});
