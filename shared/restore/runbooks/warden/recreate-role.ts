import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import type { RoleState } from '../../../domain/warden';
import { giveAll } from './restore-role-policies';
import { withTags } from './tag-list';

/** CreateRole with its boundary, so that it never stands without one, then its policies. */
export const recreateRole: Runbook<'warden'> = {
  id: 'recreate-role',
  title: 'Create a deleted role again',
  subject: 'warden',
  undoes: ['delete-role'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'role'
      ? [createRole(subject, state), ...giveAll(subject, state)]
      : [],
};

const createRole = (subject: Subject, role: RoleState): Step =>
  stepOn(subject, 'iam:CreateRole', {
    RoleName: role.name,
    Path: role.path,
    AssumeRolePolicyDocument: role.trustPolicy,
    ...(role.description && { Description: role.description }),
    ...(role.maxSessionDuration && { MaxSessionDuration: role.maxSessionDuration }),
    ...(role.permissionsBoundaryArn && { PermissionsBoundary: role.permissionsBoundaryArn }),
    ...withTags(role.roleTags),
  });
