import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import { foreignIn } from './parts-found';

/** DeleteRolePolicy for each policy that was added. */
export const removeForeignPolicies: Runbook<'warden'> = {
  id: 'remove-foreign-policies',
  title: 'Delete inline policies that are not the role’s own',
  subject: 'warden',
  undoes: ['deny-role'],
  steps: (findings, { subject, state }) =>
    state.kind === 'role'
      ? foreignIn(findings).map((PolicyName) =>
          stepOn(subject, 'iam:DeleteRolePolicy', { RoleName: state.name, PolicyName }),
        )
      : [],
};
