import type { Facts } from '../facts';
import { goesOn, planned } from '../lines';
import { told } from '../report-drill';
import { GLOBAL, type ReportedRow } from '../reported-row';

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
    `Preserve: aws iam get-account-authorization-details --filter Role > roles-${facts.accountId}.json`,
    `Undo: ${undo(facts)}`,
    'See that it writes again: aws cloudtrail get-trail-status --name <trail-arn> (LatestCloudWatchLogsDeliveryError); the files in the bucket have what the group lacks.',
    goesOn(facts),
  ],
  drill: ({ memberAccountId }) =>
    told({
      accountId: memberAccountId,
      region: GLOBAL,
      eventSource: 'iam.amazonaws.com',
      eventName: 'DeleteServiceLinkedRole',
      requestParameters: { roleName: 'AWSServiceRoleForCloudTrail' },
    }),
};

function undo({ eventName, asked }: Facts): string {
  const role = asked('roleName', 'role');
  if (eventName === 'DeleteServiceLinkedRole')
    return 'aws iam create-service-linked-role --aws-service-name cloudtrail.amazonaws.com (the next change of an organization trail makes it too)';
  if (eventName === 'PutRolePermissionsBoundary')
    return `aws iam delete-role-permissions-boundary --role-name ${role}`;
  if (eventName === 'AttachRolePolicy')
    return `aws iam detach-role-policy --role-name ${role} --policy-arn ${asked('policyArn', 'policy-arn')}`;
  if (eventName === 'DetachRolePolicy')
    return `aws iam attach-role-policy --role-name ${role} --policy-arn ${asked('policyArn', 'policy-arn')}`;
  return `aws iam put-role-policy --role-name ${role} --policy-name <name> --policy-document file://policy-before.json, allowing logs:CreateLogStream and logs:PutLogEvents on the group`;
}
