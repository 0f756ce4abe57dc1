import { ListChannelsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSandbox } from '../../../services/sandbox/sandbox';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from './organization-under-test';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

test('an action that is not emulated is refused loudly, naming the file to add', async () => {
  const client = organization.cloudtrail(organization.sandbox.credentials(payments));
  await expect(client.send(new ListChannelsCommand({}))).rejects.toMatchObject({
    name: 'NotEmulated',
    message:
      'sandbox: cloudtrail:ListChannels is not emulated; add services/sandbox/cloudtrail/actions/list-channels.ts',
    $metadata: { httpStatusCode: 501 },
  });
});

test('the Query protocol refuses an unknown action just as loudly', async () => {
  const client = organization.sts(organization.sandbox.credentials(payments));
  await expect(client.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
    name: 'NotEmulated',
    message:
      'sandbox: sts:GetSessionToken is not emulated; add services/sandbox/sts/actions/get-session-token.ts',
  });
});

test('a service that is not emulated is named too', async () => {
  const scope = '20261121/us-east-1/rds/aws4_request';
  const response = await fetch(organization.sandbox.endpoint, {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
    },
  });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain('add services/sandbox/rds/service.ts');
});

test('a Region that does not exist here is refused loudly', async () => {
  const client = organization.sts(organization.sandbox.credentials(payments), 'ap-south-1');
  await expect(client.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
    name: 'NotEmulated',
  });
});

test('a global service answers for us-east-1, for whichever Region the caller signed', async () => {
  const { sandbox } = organization;
  const calls: string[] = [];
  const stop = sandbox.world.feed.watch((entry) => {
    if (entry.kind === 'call') calls.push(`${entry.action} ${entry.region}`);
  });
  const client = organization.organizations(sandbox.credentials(management), 'eu-west-1');
  await client.send(new DescribeOrganizationCommand({}));
  stop();
  expect(calls).toEqual(['DescribeOrganization us-east-1']);
});

test('a browser gets a page that says what the sandbox is', async () => {
  const response = await fetch(organization.sandbox.endpoint);
  expect(await response.json()).toMatchObject({ regions: ['us-east-1', 'eu-west-1'] });
});

test('a busy port is reported in one sentence', async () => {
  const port = Number(new URL(organization.sandbox.endpoint).port);
  await expect(startSandbox({ port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is already in use; stop what listens there or choose another port.`,
  );
});

test('paths of other protocols go to the handler that was added for them', async () => {
  organization.sandbox.addPathHandler({
    prefix: '/2018-06-01/runtime/',
    handle: (_incoming, response) => response.end('next'),
  });
  const url = `${organization.sandbox.endpoint}/2018-06-01/runtime/invocation/next`;
  expect(await (await fetch(url)).text()).toBe('next');
});

test('every call is in the feed with its caller, its times and its error', async () => {
  const { sandbox } = organization;
  const before = sandbox.world.feed.entries.length;
  const client = organization.organizations(sandbox.credentials(payments));
  await client.send(new DescribeOrganizationCommand({}));
  const [entry] = sandbox.world.feed.entries.slice(before).filter(({ kind }) => kind === 'call');
  expect(entry).toMatchObject({
    service: 'organizations',
    action: 'DescribeOrganization',
    accountId: payments,
    principalArn: `arn:aws:iam::${payments}:user/admin`,
  });
  expect(entry).not.toHaveProperty('errorCode');
});
