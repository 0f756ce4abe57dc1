import { field, text, texts } from '../../record/json';
import { harm, none, unclear } from '../../record/row';
import { each, openRowsOf, rowsOf } from '../records/rows-of';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';

/** The way past every bucket policy: the root of the account that owns the logs, for fifteen minutes. */
export const assumeRoot: ToldRow = {
  row: 'ORG-11',
  title: 'Act as the root of an account that keeps logs',
  severity: 'high',
  mitre: ['T1548.005'],
  notUndone: 'A root session ends by itself; what it did has its own rows.',
  notForwarded: {
    'sts.amazonaws.com AssumeRoot':
      'STS records it as a read, and reads reach EventBridge only through rules for all events.',
    'iam.amazonaws.com EnableOrganizationsRootCredentialsManagement':
      'Turning it on is a hardening step; the record alone does not tell.',
    'iam.amazonaws.com EnableOrganizationsRootSessions':
      'Turning it on is a hardening step; the record alone does not tell.',
  },
  planned: 'Unlocking a bucket follows a policy that locked everybody out: was there one?',
  toDo: {
    'Preserve, in {target}':
      'aws cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=root --region {region}',
    'See what is left of the policy, in the account that owns the bucket':
      'aws s3api get-bucket-policy --bucket <bucket>',
    'See what else was told of it': 'trailwarden incidents list --account {target} --since 24h',
    'If it goes on, in the management account, end the ways into root sessions':
      'aws iam disable-organizations-root-sessions',
  },
  drill: telling('management', 'sts:AssumeRoot', ({ logArchiveAccountId }) => ({
    targetPrincipal: logArchiveAccountId,
    taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
  })),
};

const onRoot = rowsOf({
  source: 'sts.amazonaws.com',
  subject: 'accounts',
  targets: ({ request }) => texts(field(request, 'targetPrincipal')),
});
const inOrganization = openRowsOf({
  source: 'iam.amazonaws.com',
  targets: ({ accountId }) => (accountId ? [accountId] : []),
});

export const assumeRootRecords = [
  {
    ...onRoot(assumeRoot, {
      AssumeRoot: ({ request }, _known, target) => {
        const policy = field(request, 'taskPolicyArn');
        const task = text(policy) ?? text(field(policy, 'arn')) ?? '';
        return task.endsWith('S3UnlockBucketPolicy')
          ? harm(`The root of account ${target} was assumed to unlock a bucket.`)
          : none;
      },
    }),
    // AssumeRoot is recorded as a read, as all of STS is.
    marksAsRead: true as const,
  },
  inOrganization(
    assumeRoot,
    each(
      ['EnableOrganizationsRootCredentialsManagement', 'EnableOrganizationsRootSessions'],
      // A hardening step too; what it is can only be told by who uses it.
      () =>
        unclear(
          'Central root access was turned on: a hardening step, or the way to a locked bucket.',
        ),
    ),
  ),
];
