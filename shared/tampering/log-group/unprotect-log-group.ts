import { DISABLE_LOGS } from '../../domain/technique';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';

/** The call before DeleteLogGroup, which CloudWatch Logs refuses while the group is protected. */
export const unprotectLogGroup: ToldRow = {
  row: 'CWL-09',
  title: 'Take the protection from deletion off a log group',
  severity: 'medium',
  mitre: DISABLE_LOGS,
  notUndone:
    'Whether the group was protected is in no baseline, and the guard has no right to protect it.',
  planned: 'A group that a trail sends to is not about to be deleted.',
  toDo: (facts) => {
    const group = facts.asked('logGroupIdentifier', 'log-group');
    return [
      {
        'Undo, in {accountId}': `aws logs put-log-group-deletion-protection --log-group-identifier ${group} --deletion-protection-enabled --region {region}`,
      },
      'Where the group is deleted next, it is made again as its baseline says: delete-log-group is restored, its old entries are not.',
      {
        'Is it the beginning of more':
          'trailwarden incidents list --account {accountId} --since 24h',
      },
    ];
  },
  drill: telling('member', 'logs:PutLogGroupDeletionProtection', ({ logGroup }) => ({
    logGroupIdentifier: logGroup,
    deletionProtectionEnabled: false,
  })),
};
