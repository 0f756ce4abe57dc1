import { policyIdOf } from '../../../domain/policy-id';
import { replacementDescription } from '../../../domain/replacement-policy';
import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/**
 * CreatePolicy. Its new id is known to the next look only, which finds the policy by its mark and
 * attaches it; a name is taken once among policies of a type, so two warders make one policy.
 */
export const recreateGuardRail: Runbook<'guard-rail'> = {
  id: 'recreate-guard-rail',
  title: 'Make a policy in place of a deleted one',
  subject: 'guard-rail',
  undoes: ['delete-guard-rail'],
  steps: (findings, { subject, state }) =>
    findings.length > 0
      ? [
          stepOn(subject, 'organizations:CreatePolicy', {
            Name: state.name,
            Description: replacementDescription(state.description, policyIdOf(subject)),
            Type: state.type,
            Content: state.content,
          }),
        ]
      : [],
};
