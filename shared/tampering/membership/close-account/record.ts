import { each, says } from '../../records/rows-of';
import { departed, inOrganization } from '../in-organization';
import { closeAccount } from './told';

export const closeAccountRecords = [
  inOrganization('accountId')(closeAccount, {
    ...each(
      ['CloseAccount', 'CloseAccountResult'],
      says((target) => `Account ${target} was closed.`),
    ),
    DeleteOrganization: says(() => 'The organization was deleted.'),
    AccountDepartedOrganization: departed((how) => how === 'CLEANED'),
  }),
];
