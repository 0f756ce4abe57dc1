import { listed } from '../../../domain/listed';
import { policyIdOf, policyPart } from '../../../domain/policy-id';
import { calling, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';
import { SANDBOX_ROOT } from '../sandbox-root';

/** DetachPolicy: the policy stands as it was and binds no account. */
export const detachGuardRail: Technique<'guard-rail'> = {
  id: 'detach-guard-rail',
  title: 'Detach a policy that protects CloudTrail',
  subject: 'guard-rail',
  severity: 'high',
  row: 'ORG-05',
  mitre: ['T1685.002', 'T1562.008', 'T1666'],
  events: { 'organizations.amazonaws.com': ['DetachPolicy'] },
  parts: ['targets'],
  // Where its whole type is off it is attached to nothing, and that is another technique.
  detect: differs('detach-guard-rail', (must, { targets, policyType, replacement }, subject) => {
    const missing = (must.targets ?? []).filter((target) => targets && !targets.includes(target));
    if (!targets || missing.length === 0 || policyType?.enabled === false) return undefined;
    return {
      part: policyPart(replacement ?? policyIdOf(subject), 'targets'),
      expected: listed(must.targets ?? []),
      actual: listed(targets),
      sentence: `Policy ${must.name} no longer binds ${missing.join(', ')}.`,
    };
  }),
  drill: calling('organizations:DetachPolicy', (subject) => ({
    PolicyId: policyIdOf(subject),
    TargetId: SANDBOX_ROOT,
  })),
};
