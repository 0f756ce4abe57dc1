import { says } from '../../records/rows-of';
import { departed, inOrganization } from '../in-organization';
import { removeAccount } from './told';

export const removeAccountRecords = [
  inOrganization('accountId')(removeAccount, {
    RemoveAccountFromOrganization: says(
      (account) => `Account ${account} was removed from the organization.`,
    ),
    AccountDepartedOrganization: departed((how) => how === 'REMOVED'),
  }),
];
