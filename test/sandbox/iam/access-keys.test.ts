import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListUserPoliciesCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const settings = (accountId: string) => ({
  endpoint: organization.sandbox.endpoint,
  credentials: organization.sandbox.credentials(accountId),
  maxAttempts: 1,
});
const iam = (accountId = payments) =>
  new IAMClient({ region: 'us-east-1', ...settings(accountId) });

test('the last use of a key has its time, Region and service', async () => {
  const { accessKeyId } = organization.sandbox.credentials(payments);
  const asked = new GetAccessKeyLastUsedCommand({ AccessKeyId: accessKeyId });
  await new CloudTrailClient({ region: 'eu-west-1', ...settings(payments) }).send(
    new DescribeTrailsCommand({}),
  );
  expect(await iam().send(asked)).toMatchObject({
    UserName: 'admin',
    AccessKeyLastUsed: {
      LastUsedDate: expect.any(Date),
      ServiceName: 'cloudtrail',
      Region: 'eu-west-1',
    },
  });
  await expect(iam(orders).send(asked)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('a key that was never used has no last use, and has its date of creation', async () => {
  await iam().send(new CreateUserCommand({ UserName: 'ben' }));
  const { AccessKey } = await iam().send(new CreateAccessKeyCommand({ UserName: 'ben' }));
  const AccessKeyId = AccessKey?.AccessKeyId;
  const { AccessKeyLastUsed } = await iam().send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
  expect(AccessKeyLastUsed).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
  const { AccessKeyMetadata } = await iam().send(new ListAccessKeysCommand({ UserName: 'ben' }));
  expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId, CreateDate: expect.any(Date) }]);
});

const denying = (Condition?: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', ...(Condition && { Condition }) }],
  });

test('a deactivated key cannot sign, and the key of a session cannot be deactivated', async () => {
  await iam().send(new CreateUserCommand({ UserName: 'carla' }));
  const { AccessKey } = await iam().send(new CreateAccessKeyCommand({ UserName: 'carla' }));
  const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
  const turn = (id: string) =>
    new UpdateAccessKeyCommand({ UserName: 'carla', AccessKeyId: id, Status: 'Inactive' });
  await iam().send(turn(AccessKeyId));
  const { AccessKeyMetadata } = await iam().send(new ListAccessKeysCommand({ UserName: 'carla' }));
  expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId, Status: 'Inactive' }]);
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  const hers = new IAMClient({ region: 'us-east-1', ...settings(payments), credentials });
  await expect(hers.send(new ListAccessKeysCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
  await expect(iam().send(turn('ASIAEXAMPLEEXAMPLE01'))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
});

test('an inline policy of a user denies what it says', async () => {
  await iam(orders).send(new CreateUserCommand({ UserName: 'dan' }));
  await iam(orders).send(
    new PutUserPolicyCommand({
      UserName: 'dan',
      PolicyName: 'deny-all',
      PolicyDocument: denying(),
    }),
  );
  const { PolicyNames } = await iam(orders).send(new ListUserPoliciesCommand({ UserName: 'dan' }));
  expect(PolicyNames).toEqual(['deny-all']);
});

test('an invalid date is refused when the policy is attached', async () => {
  await expect(
    iam().send(
      new PutRolePolicyCommand({
        RoleName: 'OrganizationAccountAccessRole',
        PolicyName: 'AWSRevokeOlderSessions',
        PolicyDocument: denying({ DateLessThan: { 'aws:TokenIssueTime': '<now>' } }),
      }),
    ),
  ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
});
