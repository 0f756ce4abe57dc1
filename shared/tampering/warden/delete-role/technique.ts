import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { drillOn, policyOf } from '../drill-on';
import { partIsGone } from '../seen-part';

/**
 * DeleteRole, after its policies. Made again it has a new unique id; nothing of ours goes by it, because
 * the trust policies compare aws:PrincipalArn (docs/decisions/0006-trust-by-principal-arn.md).
 */
export const deleteRole: Technique<'warden'> = {
  id: 'delete-role',
  title: 'Delete a role',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-04',
  mitre: DISABLE_LOGS,
  events: { 'iam.amazonaws.com': ['DeleteRole', 'DeleteRolePolicy'] },
  parts: ['inlinePolicies', 'attachedPolicies'], // a restoration that was cut short is found by them
  detect: partIsGone('role', 'delete-role'),
  drill: (role) => {
    const RoleName = nameOf(role.id);
    return drillOn(
      'role',
      role,
      ['iam:DeleteRolePolicy', { RoleName, PolicyName: policyOf(RoleName) }],
      ['iam:DeleteRole', { RoleName }],
    );
  },
};
