import { says } from '../../records/rows-of';
import { departed, inOrganization } from '../in-organization';
import { leaveOrganization } from './told';

export const leaveOrganizationRecords = [
  inOrganization('accountId')(leaveOrganization, {
    LeaveOrganization: says((account) => `Account ${account} left the organization and its trail.`),
    AccountDepartedOrganization: departed((how) => !/REMOVED|CLEANED|TRANSFERRED/.test(how)),
  }),
];
