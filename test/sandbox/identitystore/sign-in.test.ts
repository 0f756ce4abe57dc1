import { DescribeTrailsCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Credentials } from '../../../services/sandbox/iam/state';
import { signIn } from '../../../services/sandbox/identitystore/sign-in';
import {
  addStoreUser,
  createIdentityStore,
  type StoreUser,
} from '../../../services/sandbox/identitystore/state';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let user: StoreUser;
let session: Credentials;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { world } = organization.sandbox;
  const place = { accountId: management, region: 'us-east-1' };
  const store = createIdentityStore(world, { id: 'd-1234567890', ...place });
  user = addStoreUser(store, { userName: 'ana', displayName: 'Ana Example' });
  session = signIn(world, {
    store,
    user,
    accountId: payments,
    permissionSet: 'AdministratorAccess',
  });
});
afterAll(() => organization.sandbox.close());

const recordOf = async (accountId: string, AttributeKey: 'EventName', AttributeValue: string) => {
  const { Events = [] } = await organization
    .cloudtrail(organization.sandbox.credentials(accountId))
    .send(new LookupEventsCommand({ LookupAttributes: [{ AttributeKey, AttributeValue }] }));
  return JSON.parse(Events[0]?.CloudTrailEvent ?? '{}');
};

test('a user of the access portal acts as the role of the permission set, under the user’s own name', async () => {
  await organization.cloudtrail(session).send(new DescribeTrailsCommand({}));
  const { userIdentity } = await recordOf(payments, 'EventName', 'DescribeTrails');
  expect(userIdentity.arn).toMatch(
    /:assumed-role\/AWSReservedSSO_AdministratorAccess_[0-9a-f]{16}\/ana$/,
  );
  expect(userIdentity.sessionContext.sessionIssuer.arn).toContain(
    ':role/aws-reserved/sso.amazonaws.com/',
  );
});

test('the portal’s account records the user, and the other account records the session', async () => {
  expect(await recordOf(management, 'EventName', 'Federate')).toMatchObject({
    userIdentity: { type: 'IdentityCenterUser', onBehalfOf: { userId: user.userId } },
    serviceEventDetails: { account_id: payments, role_name: 'AdministratorAccess' },
  });
  expect(await recordOf(payments, 'EventName', 'AssumeRoleWithSAML')).toMatchObject({
    userIdentity: { type: 'SAMLUser', userName: 'ana' },
    responseElements: { credentials: { accessKeyId: session.accessKeyId } },
  });
});
