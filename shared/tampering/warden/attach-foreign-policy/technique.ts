import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { denyAll, drillOn } from '../drill-on';
import { partDiffers } from '../seen-part';

/** AttachRolePolicy: AWSDenyAll is one call away in every account. */
export const attachForeignPolicy: Technique<'warden'> = {
  id: 'attach-foreign-policy',
  title: 'Attach a managed policy to a role',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-04',
  mitre: DISABLE_LOGS,
  events: { 'iam.amazonaws.com': ['AttachRolePolicy'] },
  parts: ['attachedPolicies'],
  detect: partDiffers('role', 'attach-foreign-policy', ({ name, attachedPolicies: own }, is) => {
    const foreign = is.attachedPolicies?.filter((arn) => own && !own.includes(arn)) ?? [];
    return {
      parts: foreign.length > 0 ? ['attachedPolicies'] : [],
      expected: 'no other policy',
      actual: foreign.join(', '), // the runbook detaches these
      sentence: `Role ${name} has policies attached that are not its own: ${foreign.join(', ')}.`,
    };
  }),
  drill: (role) =>
    drillOn('role', role, [
      'iam:AttachRolePolicy',
      { RoleName: nameOf(role.id), PolicyArn: denyAll(role) },
    ]),
};
