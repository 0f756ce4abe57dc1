import {
  AccountClient,
  GetContactInformationCommand,
  PutContactInformationCommand,
} from '@aws-sdk/client-account';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

const ContactInformation = {
  FullName: 'Ana Example',
  PhoneNumber: '+1 555 0100',
  AddressLine1: '1 Example Street',
  City: 'Exampleton',
  PostalCode: '12345',
  CountryCode: 'US',
};
let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
  const { serviceAccess } = organization.sandbox.world.organization;
  serviceAccess.set('account.amazonaws.com', new Date());
});
afterAll(() => organization.sandbox.close());

const as = (accountId: string) =>
  new AccountClient({
    endpoint: organization.sandbox.endpoint,
    region: 'us-east-1',
    credentials: organization.sandbox.credentials(accountId),
    maxAttempts: 1,
  });

test('the contact of an account can be read once it was written, also by the management account', async () => {
  await expect(as(payments).send(new GetContactInformationCommand({}))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await as(payments).send(new PutContactInformationCommand({ ContactInformation }));
  const asked = new GetContactInformationCommand({ AccountId: payments });
  expect((await as(management).send(asked)).ContactInformation).toEqual(ContactInformation);
  await expect(as(payments).send(asked)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('no CloudTrail record holds the contact information', () => {
  const records = organization.sandbox.world.feed.entries.filter(({ kind }) => kind === 'record');
  expect(JSON.stringify(records)).toContain('PutContactInformation');
  expect(JSON.stringify(records)).not.toContain('Ana Example');
});

test('contact information lacking a required part is refused', async () => {
  const lacking = { ...ContactInformation, City: '' };
  await expect(
    as(payments).send(new PutContactInformationCommand({ ContactInformation: lacking })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});
