import { policyIdOf, policyPart } from '../../../domain/policy-id';
import type { Technique } from '../../../domain/technique';
import { isGone } from '../../detection/differs';
import { SANDBOX_ROOT } from '../sandbox-root';

/**
 * DetachPolicy from everywhere, then DeletePolicy. AWS never gives the same id again, so what is put
 * back is a replacement, marked in its description. It is guarded by checks; events about it lead
 * here only when a person has put its ARN into the deployment's list in place of the dead one.
 */
export const deleteGuardRail: Technique<'guard-rail'> = {
  id: 'delete-guard-rail',
  title: 'Delete a policy that protects CloudTrail',
  subject: 'guard-rail',
  severity: 'high',
  row: 'ORG-05',
  mitre: ['T1685.002', 'T1562.008', 'T1666'],
  events: { 'organizations.amazonaws.com': ['DeletePolicy', 'DetachPolicy'] },
  parts: ['targets', 'policyType'], // a replacement that is not attached yet is found by them
  detect: isGone('delete-guard-rail', (must, subject) => ({
    part: policyPart(policyIdOf(subject), 'policy'),
    expected: 'a policy',
    actual: 'no policy of this id, and no replacement',
    sentence: `Policy ${must.name} was deleted. Its replacement has another ARN, which a person must accept.`,
  })),
  drill: (subject) => {
    const { region } = subject;
    const PolicyId = policyIdOf(subject);
    return [
      {
        call: 'organizations:DetachPolicy',
        region,
        input: { PolicyId, TargetId: SANDBOX_ROOT },
      },
      { call: 'organizations:DeletePolicy', region, input: { PolicyId } },
    ];
  },
};
