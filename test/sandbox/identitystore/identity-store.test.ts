import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
  security,
} from '../core/organization-under-test';
import { rawCall } from '../core/raw-call';

const IdentityStoreId = 'd-1234567890';
let organization: OrganizationUnderTest;
let ana: StoreUser;

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { world } = organization.sandbox;
  const place = { accountId: management, region: 'eu-west-1' };
  const store = createIdentityStore(world, { id: IdentityStoreId, ...place });
  ana = addStoreUser(store, {
    userName: 'ana',
    displayName: 'Ana Example',
    email: 'ana@example.com',
  });
  addStoreUser(store, { userName: 'ben', displayName: 'Ben Example' });
});
afterAll(() => organization.sandbox.close());

const ask = (action: string, input: object, accountId = management, region = 'eu-west-1') =>
  rawCall({
    endpoint: organization.sandbox.endpoint,
    credentials: organization.sandbox.credentials(accountId),
    service: 'identitystore',
    region,
    target: `AWSIdentityStore.${action}`,
    input: { IdentityStoreId, ...input },
  });

test('a person is found by id, by user name and by e-mail address', async () => {
  const { answer } = await ask('DescribeUser', { UserId: ana.userId });
  expect(answer).toMatchObject({
    UserName: 'ana',
    DisplayName: 'Ana Example',
    Emails: [{ Value: 'ana@example.com', Primary: true }],
  });
  for (const UniqueAttribute of [
    { AttributePath: 'userName', AttributeValue: 'ana' },
    { AttributePath: 'emails.value', AttributeValue: 'ana@example.com' },
  ]) {
    const { answer: found } = await ask('GetUserId', { AlternateIdentifier: { UniqueAttribute } });
    expect(found.UserId).toBe(ana.userId);
  }
});

test('people are listed in pages, or by user name', async () => {
  const first = await ask('ListUsers', { MaxResults: 1 });
  const { NextToken } = first.answer;
  const second = await ask('ListUsers', { MaxResults: 1, NextToken });
  const names = [...first.answer.Users, ...second.answer.Users].map(({ UserName }) => UserName);
  expect(names).toEqual(['ana', 'ben']);
  expect(second.answer.NextToken).toBeUndefined();
  const Filters = [{ AttributePath: 'UserName', AttributeValue: 'ben' }];
  const { answer } = await ask('ListUsers', { Filters });
  expect(answer.Users).toMatchObject([{ UserName: 'ben' }]);
});

test('a user is not found who does not exist, or who is looked for in another Region', async () => {
  const missing = await ask('DescribeUser', { UserId: 'missing' });
  expect(missing).toMatchObject({ status: 400, code: 'ResourceNotFoundException' });
  const elsewhere = await ask('DescribeUser', { UserId: ana.userId }, management, 'us-east-1');
  expect(elsewhere.code).toBe('ResourceNotFoundException');
});

test('a member may not ask, the delegated administrator of Identity Center may', async () => {
  const asked = { UserId: ana.userId };
  expect((await ask('DescribeUser', asked, payments)).code).toBe('AccessDeniedException');
  organization.sandbox.world.organization.delegatedAdministrators
    .get(security)
    ?.set('sso.amazonaws.com', new Date(0));
  expect((await ask('DescribeUser', asked, security)).status).toBe(200);
});
