import type { Facts } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { Lines, ToldRow } from '../reported/reported-row';

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
export const breakLogGroupRole: ToldRow = {
  row: 'CWL-07',
  title: "Change the role with which a trail writes to its log group, or CloudTrail's own",
  severity: 'high',
  mitre: ['T1685.002', 'T1562.008'],
  notUndone: 'What the role was like is in no baseline; giving roles rights is not for a machine.',
  notForwarded: Object.fromEntries(CALLS.map((name) => [`iam.amazonaws.com ${name}`, WHY])),
  planned: 'The role changes with the stack of the trail, and with nothing else.',
  toDo: (facts) => [
    {
      'Preserve, in {accountId}':
        'aws iam get-account-authorization-details --filter Role > roles-{accountId}.json',
    },
    undo(facts),
    {
      'See that it writes again (LatestCloudWatchLogsDeliveryError); the files in the bucket have what the group lacks':
        'aws cloudtrail get-trail-status --name <trail-arn>',
    },
  ],
  drill: telling('member', 'iam:DeleteServiceLinkedRole', () => ({
    roleName: 'AWSServiceRoleForCloudTrail',
  })),
};

function undo({ eventName, asked }: Facts): Lines {
  const on = (call: string, rest = '') =>
    `aws iam ${call} --role-name ${asked('roleName', 'role')}${rest}`;
  const put = (name: string) =>
    on('put-role-policy', ` --policy-name ${name} --policy-document file://policy-before.json`);
  const name = asked('policyName', 'name');
  const managed = ` --policy-arn ${asked('policyArn', 'policy-arn')}`;
  const trust = 'policy-document file://trust-before.json';
  switch (eventName) {
    case 'DeleteServiceLinkedRole':
      return {
        'Undo (the next change of an organization trail makes it too)':
          'aws iam create-service-linked-role --aws-service-name cloudtrail.amazonaws.com',
      };
    case 'PutRolePermissionsBoundary':
      return { Undo: on('delete-role-permissions-boundary') };
    case 'DeleteRolePermissionsBoundary':
      return {
        Undo: on('put-role-permissions-boundary', ' --permissions-boundary <policy-arn-before>'),
      };
    case 'AttachRolePolicy':
      return { Undo: on('detach-role-policy', managed) };
    case 'DetachRolePolicy':
      return { Undo: on('attach-role-policy', managed) };
    case 'UpdateAssumeRolePolicy':
      return {
        'Undo, trusting cloudtrail.amazonaws.com again': on(
          'update-assume-role-policy',
          ` --${trust}`,
        ),
      };
    case 'PutRolePolicy':
      return [
        'Undo: write the policy back if it was changed, take it away if it was added.',
        {
          'If it was changed': put(name),
          'If it was added': on('delete-role-policy', ` --policy-name ${name}`),
        },
      ];
    case 'DeleteRole':
      return {
        'Undo, trusting cloudtrail.amazonaws.com': on('create-role', ` --assume-role-${trust}`),
        [allowing('Then')]: put('<name>'),
      };
    default:
      return { [allowing('Undo')]: put(name) };
  }
}

const allowing = (what: string): string =>
  `${what}, allowing logs:CreateLogStream and logs:PutLogEvents on the group`;
