import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import { putTargets, ruleInput } from './restore-rule';
import { withTags } from './tag-list';

/** PutRule and PutTargets; under the same name the rule has the same ARN, so queue policies hold again. */
export const recreateRule: Runbook<'warden'> = {
  id: 'recreate-rule',
  title: 'Create a deleted rule again',
  subject: 'warden',
  undoes: ['delete-rule'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'rule'
      ? [
          stepOn(subject, 'events:PutRule', { ...ruleInput(state), ...withTags(state.tags) }),
          ...putTargets(subject, state, state.targets ?? []),
        ]
      : [],
};
