import type { Service } from '../core/service';
import { describeAccount } from './actions/describe-account';
import { describeOrganization } from './actions/describe-organization';
import { describeOrganizationalUnit } from './actions/describe-organizational-unit';
import { listAccounts } from './actions/list-accounts';
import { listAccountsForParent } from './actions/list-accounts-for-parent';
import { listAwsServiceAccessForOrganization } from './actions/list-aws-service-access-for-organization';
import { listChildren } from './actions/list-children';
import { listDelegatedAdministrators } from './actions/list-delegated-administrators';
import { listDelegatedServicesForAccount } from './actions/list-delegated-services-for-account';
import { listOrganizationalUnitsForParent } from './actions/list-organizational-units-for-parent';
import { listParents } from './actions/list-parents';
import { listRoots } from './actions/list-roots';

export const organizationsService: Service = {
  id: 'organizations',
  eventSource: 'organizations.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AWSOrganizationsV20161128' },
  global: true,
  throttlingCode: 'TooManyRequestsException',
  actions: {
    DescribeAccount: describeAccount,
    DescribeOrganization: describeOrganization,
    DescribeOrganizationalUnit: describeOrganizationalUnit,
    ListAccounts: listAccounts,
    ListAccountsForParent: listAccountsForParent,
    ListAWSServiceAccessForOrganization: listAwsServiceAccessForOrganization,
    ListChildren: listChildren,
    ListDelegatedAdministrators: listDelegatedAdministrators,
    ListDelegatedServicesForAccount: listDelegatedServicesForAccount,
    ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
    ListParents: listParents,
    ListRoots: listRoots,
  },
};
