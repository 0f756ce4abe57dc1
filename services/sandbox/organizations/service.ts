import type { Service } from '../core/service';
import { acceptHandshake } from './actions/accept-handshake';
import { attachPolicy } from './actions/attach-policy';
import { cancelHandshake } from './actions/cancel-handshake';
import { closeAccount } from './actions/close-account';
import { createOrganizationalUnit } from './actions/create-organizational-unit';
import { createPolicy } from './actions/create-policy';
import { declineHandshake } from './actions/decline-handshake';
import { deletePolicy } from './actions/delete-policy';
import { deleteResourcePolicy } from './actions/delete-resource-policy';
import { deregisterDelegatedAdministrator } from './actions/deregister-delegated-administrator';
import { describeAccount } from './actions/describe-account';
import { describeOrganization } from './actions/describe-organization';
import { describeOrganizationalUnit } from './actions/describe-organizational-unit';
import { describePolicy } from './actions/describe-policy';
import { describeResourcePolicy } from './actions/describe-resource-policy';
import { detachPolicy } from './actions/detach-policy';
import { disableAwsServiceAccess } from './actions/disable-aws-service-access';
import { disablePolicyType } from './actions/disable-policy-type';
import { enableAwsServiceAccess } from './actions/enable-aws-service-access';
import { enablePolicyType } from './actions/enable-policy-type';
import { inviteAccountToOrganization } from './actions/invite-account-to-organization';
import { leaveOrganization } from './actions/leave-organization';
import { listAccounts } from './actions/list-accounts';
import { listAccountsForParent } from './actions/list-accounts-for-parent';
import { listAwsServiceAccessForOrganization } from './actions/list-aws-service-access-for-organization';
import { listChildren } from './actions/list-children';
import { listDelegatedAdministrators } from './actions/list-delegated-administrators';
import { listDelegatedServicesForAccount } from './actions/list-delegated-services-for-account';
import { listHandshakesForAccount } from './actions/list-handshakes-for-account';
import { listHandshakesForOrganization } from './actions/list-handshakes-for-organization';
import { listOrganizationalUnitsForParent } from './actions/list-organizational-units-for-parent';
import { listParents } from './actions/list-parents';
import { listPolicies } from './actions/list-policies';
import { listPoliciesForTarget } from './actions/list-policies-for-target';
import { listRoots } from './actions/list-roots';
import { listTagsForResource } from './actions/list-tags-for-resource';
import { listTargetsForPolicy } from './actions/list-targets-for-policy';
import { moveAccount } from './actions/move-account';
import { putResourcePolicy } from './actions/put-resource-policy';
import { registerDelegatedAdministrator } from './actions/register-delegated-administrator';
import { removeAccountFromOrganization } from './actions/remove-account-from-organization';
import { tagResource } from './actions/tag-resource';
import { untagResource } from './actions/untag-resource';
import { updatePolicy } from './actions/update-policy';

export const organizationsService: Service = {
  id: 'organizations',
  eventSource: 'organizations.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AWSOrganizationsV20161128' },
  global: true,
  throttlingCode: 'TooManyRequestsException',
  actions: {
    AcceptHandshake: acceptHandshake,
    AttachPolicy: attachPolicy,
    CancelHandshake: cancelHandshake,
    CloseAccount: closeAccount,
    CreateOrganizationalUnit: createOrganizationalUnit,
    CreatePolicy: createPolicy,
    DeclineHandshake: declineHandshake,
    DeletePolicy: deletePolicy,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeregisterDelegatedAdministrator: deregisterDelegatedAdministrator,
    DescribeAccount: describeAccount,
    DescribeOrganization: describeOrganization,
    DescribeOrganizationalUnit: describeOrganizationalUnit,
    DescribePolicy: describePolicy,
    DescribeResourcePolicy: describeResourcePolicy,
    DetachPolicy: detachPolicy,
    DisableAWSServiceAccess: disableAwsServiceAccess,
    DisablePolicyType: disablePolicyType,
    EnableAWSServiceAccess: enableAwsServiceAccess,
    EnablePolicyType: enablePolicyType,
    InviteAccountToOrganization: inviteAccountToOrganization,
    LeaveOrganization: leaveOrganization,
    ListAccounts: listAccounts,
    ListAccountsForParent: listAccountsForParent,
    ListAWSServiceAccessForOrganization: listAwsServiceAccessForOrganization,
    ListChildren: listChildren,
    ListDelegatedAdministrators: listDelegatedAdministrators,
    ListDelegatedServicesForAccount: listDelegatedServicesForAccount,
    ListHandshakesForAccount: listHandshakesForAccount,
    ListHandshakesForOrganization: listHandshakesForOrganization,
    ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
    ListParents: listParents,
    ListPolicies: listPolicies,
    ListPoliciesForTarget: listPoliciesForTarget,
    ListRoots: listRoots,
    ListTagsForResource: listTagsForResource,
    ListTargetsForPolicy: listTargetsForPolicy,
    MoveAccount: moveAccount,
    PutResourcePolicy: putResourcePolicy,
    RegisterDelegatedAdministrator: registerDelegatedAdministrator,
    RemoveAccountFromOrganization: removeAccountFromOrganization,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdatePolicy: updatePolicy,
  },
};
