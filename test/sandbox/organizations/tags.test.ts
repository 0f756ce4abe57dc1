import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const as = (accountId: string) =>
  organization.organizations(organization.sandbox.credentials(accountId));
const tagsOf = async (accountId: string, ResourceId = payments) =>
  (await as(accountId).send(new ListTagsForResourceCommand({ ResourceId }))).Tags;

test("an account's tags are written by management and read by the delegated administrator", async () => {
  const Tags = [
    { Key: 'owner', Value: 'ana@example.com' },
    { Key: 'stage', Value: 'production' },
  ];
  await as(management).send(new TagResourceCommand({ ResourceId: payments, Tags }));
  expect(await tagsOf(security)).toEqual(Tags);
  const untag = new UntagResourceCommand({ ResourceId: payments, TagKeys: ['stage'] });
  await expect(as(security).send(untag)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await as(management).send(untag);
  expect(await tagsOf(management)).toEqual(Tags.slice(0, 1));
});

test('a member may not read tags, and an unknown account is refused', async () => {
  await expect(tagsOf(payments)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(tagsOf(management, '999999999999')).rejects.toMatchObject({
    name: 'TargetNotFoundException',
  });
});
