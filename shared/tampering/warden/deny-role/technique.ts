import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { policyText } from '../../detection/policy-text';
import { drillOn } from '../drill-on';
import { partDiffers } from '../seen-part';

/** PutRolePolicy under a name of its own: one Deny outweighs everything the role is allowed. */
export const denyRole: Technique<'warden'> = {
  id: 'deny-role',
  title: 'Add an inline policy to a role',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-04',
  mitre: DISABLE_LOGS,
  events: { 'iam.amazonaws.com': ['PutRolePolicy'] },
  parts: ['inlinePolicies'],
  detect: partDiffers(
    'role',
    'deny-role',
    ({ name, inlinePolicies: own }, { inlinePolicies = {} }) => {
      // Own names only: `constructor` is a name that IAM takes, and every object has one.
      const foreign = Object.keys(inlinePolicies).filter((one) => own && !Object.hasOwn(own, one));
      return {
        parts: foreign.map((one) => `inlinePolicies.${one}`),
        expected: 'no other policy',
        actual: foreign.join(', '), // the runbook deletes these
        sentence: `Role ${name} has policies that are not its own: ${foreign.join(', ')}.`,
      };
    },
  ),
  drill: (role) =>
    drillOn('role', role, [
      'iam:PutRolePolicy',
      {
        RoleName: nameOf(role.id),
        PolicyName: 'mallory',
        PolicyDocument: policyText({ Effect: 'Deny', Action: '*', Resource: '*' }),
      },
    ]),
};
