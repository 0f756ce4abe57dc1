import { field, text, texts } from '../../../record/json';
import { harm, none, unclear } from '../../../record/row';
import { each, openRowsOf, rowsOf } from '../../records/rows-of';
import { assumeRoot } from './told';

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
