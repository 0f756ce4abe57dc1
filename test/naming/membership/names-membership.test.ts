import { expect, test } from '@jest/globals';
import { namesMembership } from '../../../shared/signal/names';
import { anAccount, anOrganization } from '../../builders/membership/a-membership';

const call = (eventName: string, accountId: string, parameters = {}) => ({
  eventName,
  accountId,
  region: 'us-east-1',
  parameters,
  resources: [],
});
const management = '111122223333';
const payments = '444455556666';

test.each([
  'DisableAWSServiceAccess',
  'RegisterDelegatedAdministrator',
  'DeregisterOrganizationDelegatedAdmin',
])(
  '%s in the management account is about the organization, not about an account’s Regions',
  (name) => {
    const made = call(name, management, { accountId: payments });
    expect(namesMembership(anOrganization(), made)).toBe(true);
    expect(namesMembership(anAccount(management), made)).toBe(false);
    expect(namesMembership(anAccount(payments), made)).toBe(false);
    expect(namesMembership(anOrganization(), call(name, payments))).toBe(false);
  },
);

test('a closed Region is that of the caller’s account if the call names no account', () => {
  const made = call('DisableRegion', payments, { RegionName: 'af-south-1' });
  expect(namesMembership(anAccount(payments), made)).toBe(true);
  expect(namesMembership(anAccount(management), made)).toBe(false);
  expect(namesMembership(anOrganization(), call('DisableRegion', management))).toBe(false);
});

test('the management account closes a Region of the account it names', () => {
  const made = call('DisableRegion', management, { accountId: payments });
  expect(namesMembership(anAccount(payments), made)).toBe(true);
  expect(namesMembership(anAccount(management), made)).toBe(false);
});
