import { readPolicyPart } from '../../../domain/policy-id';
import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import { attachPolicy } from './attach-policy';

/**
 * EnablePolicyType, which attaches nothing but AWS's own policy, and then the guard-rail on each former target. AWS
 * may still be busy with the type: the next look repeats a refused step.
 */
export const turnOnPolicyType: Runbook<'guard-rail'> = {
  id: 'turn-on-policy-type',
  title: 'Turn a type of policies on again',
  subject: 'guard-rail',
  undoes: ['turn-off-policy-type'],
  steps: ([found], { subject, state }) => {
    if (!found || !state.policyType) return [];
    const { policyId } = readPolicyPart(found.part, subject);
    return [
      stepOn(subject, 'organizations:EnablePolicyType', {
        RootId: state.policyType.rootId,
        PolicyType: state.type,
      }),
      ...attachPolicy(subject, policyId, state.targets ?? []),
    ];
  },
};
