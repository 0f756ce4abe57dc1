import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { boundaryOf, nameOf } from '../../../domain/warden-arn';
import { drillOn } from '../drill-on';
import { foundIn, seenPart } from '../seen-part';

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
  detect: (observation, expected) => {
    const { must, is } = seenPart('role', observation, expected) ?? {};
    const own = must?.boundaryText;
    const isOther =
      own !== undefined &&
      is?.boundaryText !== undefined &&
      must?.permissionsBoundaryArn === is.permissionsBoundaryArn &&
      is.boundaryText !== own;
    return foundIn(isOther ? ['boundaryText'] : [], {
      technique: 'rewrite-boundary-text',
      expected: own ?? 'none',
      actual: is?.boundaryText ?? 'none',
      sentence: `Policy ${nameOf(must?.permissionsBoundaryArn ?? '')}, which bounds role ${must?.name}, has another text.`,
    });
  },
  drill: (role) => {
    const PolicyArn = boundaryOf(role.id);
    if (!PolicyArn) return [];
    const Statement = [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const input = { PolicyArn, PolicyDocument, SetAsDefault: true };
    return drillOn('role', role, ['iam:CreatePolicyVersion', input]);
  },
};
