import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/** UpdateAssumeRolePolicy with the baseline's. */
export const restoreRoleTrust: Runbook<'warden'> = {
  id: 'restore-role-trust',
  title: 'Put back who may assume a role',
  subject: 'warden',
  undoes: ['change-role-trust'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'role'
      ? [
          stepOn(subject, 'iam:UpdateAssumeRolePolicy', {
            RoleName: state.name,
            PolicyDocument: state.trustPolicy,
          }),
        ]
      : [],
};
