import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { policyIdOf, policyPart, policyTypeOf } from '../../../domain/policy-id';
import { calling, type Expected, type Technique } from '../../../domain/technique';
import { SANDBOX_ROOT } from '../sandbox-root';

/**
 * DisablePolicyType: one call takes every policy of the type off everything, and AWS keeps no note of
 * what was attached where. [D] orgs_manage_policies_enable-disable
 */
export const turnOffPolicyType: Technique<'guard-rail'> = {
  id: 'turn-off-policy-type',
  title: 'Turn a whole type of policies off',
  subject: 'guard-rail',
  severity: 'critical',
  row: 'ORG-05',
  mitre: ['T1685.002', 'T1562.008', 'T1666'],
  events: { 'organizations.amazonaws.com': ['DisablePolicyType'] },
  parts: ['policyType', 'targets'],
  detect,
  drill: calling('organizations:DisablePolicyType', (subject) => ({
    RootId: SANDBOX_ROOT,
    PolicyType: policyTypeOf(subject),
  })),
};

function detect(
  observation: Known<'guard-rail'>,
  { baseline }: Expected<'guard-rail'>,
): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const { policyType: is, type, replacement } = observation.state;
  if (!is || is.enabled || !baseline.state.policyType?.enabled) return undefined;
  return {
    technique: 'turn-off-policy-type',
    part: policyPart(replacement ?? policyIdOf(baseline.subject), 'policyType'),
    expected: 'on',
    actual: 'off',
    sentence: `Policies of type ${type} are turned off; ${baseline.state.name} binds no account.`,
    healed: false,
  };
}
