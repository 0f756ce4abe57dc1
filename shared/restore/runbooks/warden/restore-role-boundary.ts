import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/** PutRolePermissionsBoundary replaces any boundary that is there. */
export const restoreRoleBoundary: Runbook<'warden'> = {
  id: 'restore-role-boundary',
  title: 'Put a role’s boundary back',
  subject: 'warden',
  undoes: ['change-role-boundary'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'role' && state.permissionsBoundaryArn
      ? [
          stepOn(subject, 'iam:PutRolePermissionsBoundary', {
            RoleName: state.name,
            PermissionsBoundary: state.permissionsBoundaryArn,
          }),
        ]
      : [],
};
