import type { Facts } from '../../reported/facts';
import { goesOn, planned, step } from '../../reported/lines';
import { telling } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';

const WHY =
  'The rule for roles knows those named trailwarden-*; the names of trails’ own roles need a parameter.';
const CALLS = [
  'AttachRolePolicy',
  'DeleteRole',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePermissionsBoundary',
  'PutRolePolicy',
  'UpdateAssumeRolePolicy',
];

/** The trail still writes to its bucket; CloudWatch Logs, and every alarm on it, goes silent. */
export const breakLogGroupRole: ReportedRow = {
  row: 'CWL-07',
  title: "Change the role with which a trail writes to its log group, or CloudTrail's own",
  severity: 'high',
  mitre: ['T1685.002', 'T1562.008'],
  notUndone: 'What the role was like is in no baseline; giving roles rights is not for a machine.',
  notForwarded: Object.fromEntries(CALLS.map((name) => [`iam.amazonaws.com ${name}`, WHY])),
  guidance: (facts) => [
    planned(facts, 'The role changes with the stack of the trail, and with nothing else.'),
    step(
      `Preserve, in ${facts.accountId}`,
      `aws iam get-account-authorization-details --filter Role > roles-${facts.accountId}.json`,
    ),
    ...undo(facts),
    step(
      'See that it writes again (LatestCloudWatchLogsDeliveryError); the files in the bucket have what the group lacks',
      'aws cloudtrail get-trail-status --name <trail-arn>',
    ),
    ...goesOn(facts),
  ],
  drill: telling('member', 'iam:DeleteServiceLinkedRole', () => ({
    roleName: 'AWSServiceRoleForCloudTrail',
  })),
};

const POLICY =
  'aws iam put-role-policy --role-name ROLE --policy-name <name> --policy-document file://policy-before.json';

function undo({ eventName, asked }: Facts): readonly string[] {
  const role = asked('roleName', 'role');
  const put = POLICY.replace('ROLE', role);
  const trust = 'file://trust-before.json';
  switch (eventName) {
    case 'DeleteServiceLinkedRole':
      return [
        step(
          'Undo (the next change of an organization trail makes it too)',
          'aws iam create-service-linked-role --aws-service-name cloudtrail.amazonaws.com',
        ),
      ];
    case 'PutRolePermissionsBoundary':
      return [step('Undo', `aws iam delete-role-permissions-boundary --role-name ${role}`)];
    case 'DeleteRolePermissionsBoundary':
      return [
        step(
          'Undo',
          `aws iam put-role-permissions-boundary --role-name ${role} --permissions-boundary <policy-arn-before>`,
        ),
      ];
    case 'AttachRolePolicy':
      return [
        step(
          'Undo',
          `aws iam detach-role-policy --role-name ${role} --policy-arn ${asked('policyArn', 'policy-arn')}`,
        ),
      ];
    case 'DetachRolePolicy':
      return [
        step(
          'Undo',
          `aws iam attach-role-policy --role-name ${role} --policy-arn ${asked('policyArn', 'policy-arn')}`,
        ),
      ];
    case 'UpdateAssumeRolePolicy':
      return [
        step(
          'Undo, trusting cloudtrail.amazonaws.com again',
          `aws iam update-assume-role-policy --role-name ${role} --policy-document ${trust}`,
        ),
      ];
    case 'PutRolePolicy':
      return [
        'Undo: write the policy back if it was changed, take it away if it was added.',
        step('If it was changed', put.replace('<name>', asked('policyName', 'name'))),
        step(
          'If it was added',
          `aws iam delete-role-policy --role-name ${role} --policy-name ${asked('policyName', 'name')}`,
        ),
      ];
    case 'DeleteRole':
      return [
        step(
          'Undo, trusting cloudtrail.amazonaws.com',
          `aws iam create-role --role-name ${role} --assume-role-policy-document ${trust}`,
        ),
        step('Then, allowing logs:CreateLogStream and logs:PutLogEvents on the group', put),
      ];
    default:
      return [
        step(
          'Undo, allowing logs:CreateLogStream and logs:PutLogEvents on the group',
          put.replace('<name>', asked('policyName', 'name')),
        ),
      ];
  }
}
