import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Local, startLocal } from '../../services/cli/local/local';
import { until } from '../../services/cli/local/until';
import { awsCli, printed } from './aws-cli';
import type { Ended } from './run';

// The sandbox organization with Trailwarden deployed, at the hands of somebody with the AWS CLI.

let local: Local;
let management: ReturnType<typeof awsCli>;
let security: ReturnType<typeof awsCli>;
let member: ReturnType<typeof awsCli>;
let memberId: string;
let trail: string;

beforeAll(async () => {
  local = await startLocal({ accounts: 2 });
  const { organization, sandbox } = local;
  const cliOf = (id: string) => awsCli(sandbox.endpoint, sandbox.credentials(id));
  memberId = organization.memberAccountIds[0] ?? '';
  trail = `arn:aws:cloudtrail:us-east-1:${memberId}:trail/main`;
  management = cliOf(organization.managementAccountId);
  security = cliOf(organization.securityAccountId);
  member = cliOf(memberId);
});

afterAll(() => local?.close());

const answer = async (asked: Promise<Ended>): Promise<unknown> => printed(await asked);

const isLogging = async (): Promise<boolean> => {
  const status = await answer(member(`cloudtrail get-trail-status --name ${trail}`));
  return (status as { readonly IsLogging: boolean }).IsLogging;
};

test('sts get-caller-identity says who the keys belong to', async () => {
  expect(await answer(member('sts get-caller-identity'))).toMatchObject({
    Account: memberId,
    Arn: `arn:aws:iam::${memberId}:user/admin`,
  });
});

test('sts assume-role gives keys that act in the other account', async () => {
  const role = `arn:aws:iam::${memberId}:role/OrganizationAccountAccessRole`;
  const assume = `sts assume-role --role-session-name cli --role-arn ${role}`;
  const { Credentials: given } = (await answer(management(assume))) as {
    readonly Credentials: Readonly<
      Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>
    >;
  };
  const assumed = awsCli(local.sandbox.endpoint, {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
  });
  expect(await answer(assumed('sts get-caller-identity'))).toMatchObject({
    Account: memberId,
    Arn: `arn:aws:sts::${memberId}:assumed-role/OrganizationAccountAccessRole/cli`,
  });
});

test('keys of nobody are refused as AWS refuses them', async () => {
  const nobody = awsCli(local.sandbox.endpoint, {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'example',
  });
  const { code, stderr } = await nobody('sts get-caller-identity');
  expect(code).not.toBe(0);
  expect(stderr).toContain('(InvalidClientTokenId)');
});

test('organizations list-accounts turns the pages and lists every account', async () => {
  const listed = await answer(management('organizations list-accounts --page-size 2'));
  const { Accounts } = listed as { readonly Accounts: readonly { readonly Id: string }[] };
  expect(Accounts.map(({ Id }) => Id)).toEqual([
    ...local.sandbox.world.organization.accounts.keys(),
  ]);
});

test('cloudtrail describe-trails shows the trail of the account and that of the organization', async () => {
  const { organizationTrailArn } = local.organization;
  const described = await answer(member('cloudtrail describe-trails'));
  const { trailList } = described as { readonly trailList: readonly { TrailARN: string }[] };
  expect(trailList.map(({ TrailARN }) => TrailARN).sort()).toEqual(
    [organizationTrailArn, trail].sort(),
  );
});

test('a trail stopped with the CLI logs again, and the incident is in the table once', async () => {
  expect(await answer(member(`cloudtrail stop-logging --name ${trail}`))).toEqual({});
  await until(isLogging, { what: 'the trail logs again', withinMs: 20_000 });
  const incidents = async () => {
    const found = await answer(
      security(
        'dynamodb query --table-name trailwarden --index-name byAccount',
        '--key-condition-expression=accountId = :id',
        `--expression-attribute-values={":id":{"S":"${memberId}"}}`,
      ),
    );
    return found as { readonly Count: number; readonly Items: readonly unknown[] };
  };
  await until(async () => (await incidents()).Count > 0, {
    what: 'the incident is recorded',
    withinMs: 20_000,
  });
  expect(await incidents()).toMatchObject({ Count: 1, Items: [{ subjectId: { S: trail } }] });
});

test('cloudtrail start-logging of a logging trail is no error', async () => {
  expect(await answer(member(`cloudtrail start-logging --name ${trail}`))).toEqual({});
  expect(await isLogging()).toBe(true);
});

test('an unknown trail is refused with the code and the sentence of AWS', async () => {
  const { code, stderr } = await member('cloudtrail get-trail-status --name no-such-trail');
  expect(code).not.toBe(0);
  expect(stderr).toContain(
    'An error occurred (TrailNotFoundException) when calling the GetTrailStatus operation: ' +
      `Unknown trail: arn:aws:cloudtrail:us-east-1:${memberId}:trail/no-such-trail for the user: ${memberId}`,
  );
});

test('sqs list-queues and get-queue-attributes show the deployed queues', async () => {
  const listed = await answer(security('sqs list-queues --queue-name-prefix trailwarden-signals'));
  const { QueueUrls } = listed as { readonly QueueUrls: readonly string[] };
  expect(QueueUrls.map((url) => url.split('/').at(-1)).sort()).toEqual([
    'trailwarden-signals',
    'trailwarden-signals-dead-letters',
  ]);
  const [url = ''] = QueueUrls.filter((each) => each.endsWith('-signals'));
  const attributes = `sqs get-queue-attributes --attribute-names All --queue-url ${url}`;
  expect(await answer(security(attributes))).toMatchObject({
    Attributes: { VisibilityTimeout: '180' },
  });
});

test('dynamodb describe-table shows the deployed table and its indexes', async () => {
  const described = await answer(security('dynamodb describe-table --table-name trailwarden'));
  const { Table } = described as {
    readonly Table: { readonly GlobalSecondaryIndexes: readonly { readonly IndexName: string }[] };
  };
  expect(Table).toMatchObject({ TableStatus: 'ACTIVE' });
  expect(Table.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName).sort()).toEqual([
    'byAccount',
    'byFacet',
    'byState',
    'byTime',
  ]);
});

test('events list-rules shows the rule on the central bus and the one that forwards to it', async () => {
  const central = await answer(security('events list-rules --event-bus-name trailwarden'));
  const forwarding = await answer(member('events list-rules'));
  expect(central).toMatchObject({ Rules: [{ Name: 'trailwarden-signals', State: 'ENABLED' }] });
  expect(forwarding).toMatchObject({ Rules: [{ Name: 'trailwarden-forward', State: 'ENABLED' }] });
});

test('a command the sandbox does not know is refused, and never an empty success', async () => {
  const { code, stderr } = await member('cloudtrail list-channels');
  expect(code).not.toBe(0);
  expect(stderr).toContain('NotEmulated');
});
