import { namesIn } from '../../../domain/listed';
import { readPolicyPart } from '../../../domain/policy-id';
import type { Runbook } from '../../../domain/runbook';
import { attachPolicy } from './attach-policy';

/** AttachPolicy for each target of the baseline that lost it: AWS refuses to attach twice. */
export const attachGuardRail: Runbook<'guard-rail'> = {
  id: 'attach-guard-rail',
  title: 'Attach a policy again',
  subject: 'guard-rail',
  undoes: ['detach-guard-rail'],
  steps: ([found], { subject, state }) => {
    if (!found) return [];
    const is = namesIn(found.actual);
    const missing = (state.targets ?? []).filter((target) => !is.includes(target));
    return attachPolicy(subject, readPolicyPart(found.part, subject).policyId, missing);
  },
};
