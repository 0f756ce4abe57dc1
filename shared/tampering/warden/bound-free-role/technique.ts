import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { bound } from '../drill-on';
import { partDiffers } from '../seen-part';

/**
 * PutRolePermissionsBoundary on a role that has none. Put back by hand: a role that may delete boundaries
 * may also free a role from the one that keeps it small, so the guard may not.
 */
export const boundFreeRole: Technique<'warden'> = {
  id: 'bound-free-role',
  title: 'Bound a role that has no boundary',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-04',
  mitre: DISABLE_LOGS,
  byHand:
    'The role was given a permissions boundary, and no role of ours may take one away, since that one could free any role: a person deletes it.',
  events: { 'iam.amazonaws.com': ['PutRolePermissionsBoundary'] },
  parts: [],
  detect: partDiffers('role', 'bound-free-role', (must, is) => {
    const foreign = must.permissionsBoundaryArn ? undefined : is.permissionsBoundaryArn;
    return {
      parts: foreign ? ['permissionsBoundaryArn'] : [],
      expected: 'none',
      actual: foreign ?? 'none',
      sentence: `Role ${must.name} was given a permissions boundary.`,
    };
  }),
  drill: bound,
};
