import { policyIdOf } from '../../../domain/policy-id';
import { replacementDescription } from '../../../domain/replacement-policy';
import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/**
 * CreatePolicy. Only the next look knows its new id: it finds the policy by its mark and attaches it. A policy's
 * name is unique in its type, so two wardens make one policy.
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
