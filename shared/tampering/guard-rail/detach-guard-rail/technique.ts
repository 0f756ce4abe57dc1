import type { Finding } from '../../../domain/finding';
import { listed } from '../../../domain/listed';
import type { Known } from '../../../domain/observation';
import { policyIdOf, policyPart } from '../../../domain/policy-id';
import { calling, type Expected, type Technique } from '../../../domain/technique';
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
  detect,
  drill: calling('organizations:DetachPolicy', (subject) => ({
    PolicyId: policyIdOf(subject),
    TargetId: SANDBOX_ROOT,
  })),
};

/** Where its whole type is off it is attached to nothing, and that is another technique. */
function detect(
  observation: Known<'guard-rail'>,
  { baseline }: Expected<'guard-rail'>,
): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const { targets, policyType, replacement } = observation.state;
  const missing = (baseline.state.targets ?? []).filter(
    (target) => targets && !targets.includes(target),
  );
  if (!targets || missing.length === 0 || policyType?.enabled === false) return undefined;
  return {
    technique: 'detach-guard-rail',
    part: policyPart(replacement ?? policyIdOf(baseline.subject), 'targets'),
    expected: listed(baseline.state.targets ?? []),
    actual: listed(targets),
    sentence: `Policy ${baseline.state.name} no longer binds ${missing.join(', ')}.`,
    healed: false,
  };
}
