import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { bound } from '../drill-on';
import { partDiffers } from '../seen-part';

/** PutRolePermissionsBoundary or DeleteRolePermissionsBoundary on a role that is to have one. */
export const changeRoleBoundary: Technique<'warden'> = {
  id: 'change-role-boundary',
  title: 'Change the boundary of a role',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-04',
  mitre: DISABLE_LOGS,
  events: {
    'iam.amazonaws.com': ['DeleteRolePermissionsBoundary', 'PutRolePermissionsBoundary'],
  },
  parts: [],
  detect: partDiffers(
    'role',
    'change-role-boundary',
    ({ name, permissionsBoundaryArn: own }, is) => ({
      parts: own && own !== is.permissionsBoundaryArn ? ['permissionsBoundaryArn'] : [],
      expected: own ?? 'none',
      actual: is.permissionsBoundaryArn ?? 'none',
      sentence: `Role ${name} has not got its permissions boundary.`,
    }),
  ),
  drill: bound,
};
