import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { policyText } from '../../detection/policy-text';
import { drillOn } from '../drill-on';
import { partDiffers } from '../seen-part';

/**
 * UpdateAssumeRolePolicy: the warden, EventBridge or CloudTrail is shut out of the role made for it. A
 * principal that was deleted shows as its unique id, which differs as well.
 */
export const changeRoleTrust: Technique<'warden'> = {
  id: 'change-role-trust',
  title: 'Change who may assume a role',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-04',
  mitre: DISABLE_LOGS,
  events: { 'iam.amazonaws.com': ['UpdateAssumeRolePolicy'] },
  parts: [],
  detect: partDiffers('role', 'change-role-trust', (must, is) => ({
    parts: must.trustPolicy === is.trustPolicy ? [] : ['trustPolicy'],
    expected: must.trustPolicy,
    actual: is.trustPolicy,
    sentence: `A principal that must not may assume role ${must.name}.`,
  })),
  drill: (role) =>
    drillOn('role', role, [
      'iam:UpdateAssumeRolePolicy',
      {
        RoleName: nameOf(role.id),
        PolicyDocument: policyText({
          Effect: 'Allow',
          Principal: { Service: 'ec2.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
      },
    ]),
};
