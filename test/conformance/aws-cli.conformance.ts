import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Local, startLocal } from '../../services/cli/local/local';
import { until } from '../../services/cli/local/until';
import { awsCli, printed } from './aws-cli';
import type { Ended } from './run';
import { unordered } from './unordered';

// The AWS CLI against the sandbox organization in which Trailwarden is deployed.

let local: Local;
let management: ReturnType<typeof awsCli>;
let security: ReturnType<typeof awsCli>;
let member: ReturnType<typeof awsCli>;
let logArchive: ReturnType<typeof awsCli>;
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
  logArchive = cliOf(organization.logArchiveAccountId);
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

test('keys that no account has are refused as AWS refuses them', async () => {
  const stranger = awsCli(local.sandbox.endpoint, {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'example',
  });
  const { code, stderr } = await stranger('sts get-caller-identity');
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

interface Tampered {
  /** Reads the state before and after. */
  readonly look: () => Promise<Ended>;
  readonly tamper: () => Promise<Ended>;
}

/** Looks, does the damage, and waits until it looks the same again. */
async function comesBack({ look, tamper }: Tampered): Promise<void> {
  const before = unordered(await answer(look()));
  await answer(tamper());
  await until(async () => isDeepStrictEqual(unordered(await seen(look())), before), {
    what: 'it is as it was',
    withinMs: 20_000,
  });
}

/** A subject that is gone for now reads as undefined. */
const seen = async (asked: Promise<Ended>): Promise<unknown> => {
  const ended = await asked;
  return ended.code === 0 ? printed(ended) : undefined;
};

test('a lifecycle that s3api puts on the protected bucket is replaced by the old one', async () => {
  const bucket = local.organization.archives[0]?.bucketName;
  const rule = { ID: 'gone', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } };
  await comesBack({
    look: () => logArchive(`s3api get-bucket-lifecycle-configuration --bucket ${bucket}`),
    tamper: () =>
      logArchive(
        `s3api put-bucket-lifecycle-configuration --bucket ${bucket}`,
        `--lifecycle-configuration=${JSON.stringify({ Rules: [rule] })}`,
      ),
  });
});

test('a protected key that kms disable-key disabled is enabled again', async () => {
  const key = local.organization.archives[0]?.keyArn;
  await comesBack({
    look: () => logArchive(`kms describe-key --key-id ${key}`),
    tamper: () => logArchive(`kms disable-key --key-id ${key}`),
  });
});

test('a policy of the guard that iam delete-role-policy deleted is put back', async () => {
  const policy = '--role-name trailwarden-guard --policy-name allow-list';
  await comesBack({
    look: () => member(`iam get-role-policy ${policy}`),
    tamper: () => member(`iam delete-role-policy ${policy}`),
  });
});

test('a retention that logs put-retention-policy shortened is as long as before', async () => {
  await comesBack({
    look: () => member('logs describe-log-groups --log-group-name-prefix trail'),
    tamper: () => member('logs put-retention-policy --log-group-name trail --retention-in-days 1'),
  });
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

test('events list-rules shows the rule on the central bus and those that forward to it', async () => {
  const central = await answer(security('events list-rules --event-bus-name trailwarden'));
  const forwarding = await answer(member('events list-rules'));
  expect(central).toMatchObject({
    Rules: ['trailwarden-attempts', 'trailwarden-signals', 'trailwarden-ticks'].map((Name) => ({
      ...{ Name, State: 'ENABLED' },
    })),
  });
  const { Rules } = forwarding as { readonly Rules: readonly { Name: string; State: string }[] };
  expect(Rules.map(({ Name, State }) => `${Name} ${State}`)).toEqual(
    [
      'trailwarden-forward',
      'trailwarden-forward-adjacent',
      'trailwarden-forward-key',
      'trailwarden-forward-log-group',
      'trailwarden-forward-organization',
      'trailwarden-forward-role',
      'trailwarden-forward-topic',
      'trailwarden-forward-warden',
      'trailwarden-forward-watch',
    ].map((name) => `${name} ENABLED`),
  );
});

test('a command the sandbox does not know is refused, and never an empty success', async () => {
  const { code, stderr } = await member('cloudtrail list-channels');
  expect(code).not.toBe(0);
  expect(stderr).toContain('NotEmulated');
});
