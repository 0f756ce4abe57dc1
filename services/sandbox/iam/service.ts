import type { Service } from '../core/service';
import { attachRolePolicy } from './actions/attach-role-policy';
import { createAccessKey } from './actions/create-access-key';
import { createPolicy } from './actions/create-policy';
import { createPolicyVersion } from './actions/create-policy-version';
import { createRole } from './actions/create-role';
import { createServiceLinkedRole } from './actions/create-service-linked-role';
import { createUser } from './actions/create-user';
import { deleteLoginProfile } from './actions/delete-login-profile';
import { deletePolicy } from './actions/delete-policy';
import { deletePolicyVersion } from './actions/delete-policy-version';
import { deleteRole } from './actions/delete-role';
import { deleteRolePermissionsBoundary } from './actions/delete-role-permissions-boundary';
import { deleteRolePolicy } from './actions/delete-role-policy';
import { deleteServiceLinkedRole } from './actions/delete-service-linked-role';
import { deleteUserPolicy } from './actions/delete-user-policy';
import { detachRolePolicy } from './actions/detach-role-policy';
import { getAccessKeyLastUsed } from './actions/get-access-key-last-used';
import { getPolicy } from './actions/get-policy';
import { getPolicyVersion } from './actions/get-policy-version';
import { getRole } from './actions/get-role';
import { getRolePolicy } from './actions/get-role-policy';
import { getUser } from './actions/get-user';
import { listAccessKeys } from './actions/list-access-keys';
import { listAttachedRolePolicies } from './actions/list-attached-role-policies';
import { listPolicyVersions } from './actions/list-policy-versions';
import { listRolePolicies } from './actions/list-role-policies';
import { listRoleTags } from './actions/list-role-tags';
import { listRoles } from './actions/list-roles';
import { listUserPolicies } from './actions/list-user-policies';
import { listUserTags } from './actions/list-user-tags';
import { putRolePermissionsBoundary } from './actions/put-role-permissions-boundary';
import { putRolePolicy } from './actions/put-role-policy';
import { putUserPolicy } from './actions/put-user-policy';
import { setDefaultPolicyVersion } from './actions/set-default-policy-version';
import { tagRole } from './actions/tag-role';
import { untagRole } from './actions/untag-role';
import { updateAccessKey } from './actions/update-access-key';
import { updateAssumeRolePolicy } from './actions/update-assume-role-policy';
import { updateRole } from './actions/update-role';

export const iamService: Service = {
  id: 'iam',
  eventSource: 'iam.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  },
  global: true,
  actions: {
    AttachRolePolicy: attachRolePolicy,
    CreateAccessKey: createAccessKey,
    CreatePolicy: createPolicy,
    CreatePolicyVersion: createPolicyVersion,
    CreateRole: createRole,
    CreateServiceLinkedRole: createServiceLinkedRole,
    CreateUser: createUser,
    DeleteLoginProfile: deleteLoginProfile,
    DeletePolicy: deletePolicy,
    DeletePolicyVersion: deletePolicyVersion,
    DeleteRole: deleteRole,
    DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
    DeleteRolePolicy: deleteRolePolicy,
    DeleteServiceLinkedRole: deleteServiceLinkedRole,
    DeleteUserPolicy: deleteUserPolicy,
    DetachRolePolicy: detachRolePolicy,
    GetAccessKeyLastUsed: getAccessKeyLastUsed,
    GetPolicy: getPolicy,
    GetPolicyVersion: getPolicyVersion,
    GetRole: getRole,
    GetRolePolicy: getRolePolicy,
    GetUser: getUser,
    ListAccessKeys: listAccessKeys,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListPolicyVersions: listPolicyVersions,
    ListRolePolicies: listRolePolicies,
    ListRoleTags: listRoleTags,
    ListRoles: listRoles,
    ListUserPolicies: listUserPolicies,
    ListUserTags: listUserTags,
    PutRolePermissionsBoundary: putRolePermissionsBoundary,
    PutRolePolicy: putRolePolicy,
    PutUserPolicy: putUserPolicy,
    SetDefaultPolicyVersion: setDefaultPolicyVersion,
    TagRole: tagRole,
    UntagRole: untagRole,
    UpdateAccessKey: updateAccessKey,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    UpdateRole: updateRole,
  },
};
