import { policyIdOf, policyPart, policyTypeOf } from '../../../domain/policy-id';
import { calling, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';
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
  detect: differs(
    'turn-off-policy-type',
    (must, { policyType: is, type, replacement }, subject) => {
      if (!is || is.enabled || !must.policyType?.enabled) return undefined;
      return {
        part: policyPart(replacement ?? policyIdOf(subject), 'policyType'),
        expected: 'on',
        actual: 'off',
        sentence: `Policies of type ${type} are turned off; ${must.name} binds no account.`,
      };
    },
  ),
  drill: calling('organizations:DisablePolicyType', (subject) => ({
    RootId: SANDBOX_ROOT,
    PolicyType: policyTypeOf(subject),
  })),
};
