import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { drillOn, policyOf } from '../drill-on';
import { foundIn, gonePart } from '../seen-part';

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
  detect: (observation, expected) => {
    const must = gonePart('role', observation, expected);
    return foundIn(must ? ['role'] : [], {
      technique: 'delete-role',
      expected: 'a role',
      actual: observation.kind === 'absent' ? 'no role of this name' : 'another role of this name',
      sentence: `Role ${must?.name} was deleted.`,
    });
  },
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
