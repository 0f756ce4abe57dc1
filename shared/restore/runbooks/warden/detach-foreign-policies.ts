import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import { foreignIn } from './parts-found';

/** DetachRolePolicy for each policy that was attached; the policy itself is not ours. */
export const detachForeignPolicies: Runbook<'warden'> = {
  id: 'detach-foreign-policies',
  title: 'Detach managed policies that are not the role’s own',
  subject: 'warden',
  undoes: ['attach-foreign-policy'],
  steps: (findings, { subject, state }) =>
    state.kind === 'role'
      ? foreignIn(findings).map((PolicyArn) =>
          stepOn(subject, 'iam:DetachRolePolicy', { RoleName: state.name, PolicyArn }),
        )
      : [],
};
