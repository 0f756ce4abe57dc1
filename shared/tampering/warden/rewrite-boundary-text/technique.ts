import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { boundaryOf, nameOf } from '../../../domain/warden-arn';
import { policyText } from '../../detection/policy-text';
import { drillOn } from '../drill-on';
import { partDiffers } from '../seen-part';

/**
 * CreatePolicyVersion or SetDefaultPolicyVersion on the policy that bounds a role, or another policy made under its
 * name. Put back by hand: a role that may write its own boundary may give itself any right. A baseline that has no
 * text is from before texts were read, and says nothing of it.
 */
export const rewriteBoundaryText: Technique<'warden'> = {
  id: 'rewrite-boundary-text',
  title: 'Rewrite the boundary of a role',
  subject: 'warden',
  severity: 'critical',
  row: 'GRD-04',
  mitre: DISABLE_LOGS,
  byHand:
    'The policy that bounds the role has another text, and no role of ours may write it: a person puts back the text of the baseline.',
  events: {
    'iam.amazonaws.com': [
      'CreatePolicy',
      'CreatePolicyVersion',
      'DeletePolicy',
      'SetDefaultPolicyVersion',
    ],
  },
  parts: ['boundaryText'],
  detect: partDiffers(
    'role',
    'rewrite-boundary-text',
    ({ name, boundaryText: own, permissionsBoundaryArn }, is) => {
      const isOther =
        own !== undefined &&
        is.boundaryText !== undefined &&
        permissionsBoundaryArn === is.permissionsBoundaryArn &&
        is.boundaryText !== own;
      return {
        parts: isOther ? ['boundaryText'] : [],
        expected: own ?? 'none',
        actual: is.boundaryText ?? 'none',
        sentence: `Policy ${nameOf(permissionsBoundaryArn ?? '')}, which bounds role ${name}, has another text.`,
      };
    },
  ),
  drill: (role) => {
    const PolicyArn = boundaryOf(role.id);
    if (!PolicyArn) return [];
    const PolicyDocument = policyText({
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: '*',
    });
    const input = { PolicyArn, PolicyDocument, SetAsDefault: true };
    return drillOn('role', role, ['iam:CreatePolicyVersion', input]);
  },
};
