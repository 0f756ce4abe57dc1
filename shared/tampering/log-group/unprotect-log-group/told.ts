import { DISABLE_LOGS } from '../../../domain/technique';
import { goesOn, inPlace, planned, step } from '../../reported/lines';
import { telling } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';

/** The call before DeleteLogGroup, which CloudWatch Logs refuses while the group is protected. */
export const unprotectLogGroup: ReportedRow = {
  row: 'CWL-09',
  title: 'Take the protection from deletion off a log group',
  severity: 'medium',
  mitre: DISABLE_LOGS,
  notUndone:
    'Whether the group was protected is in no baseline, and the guard has no right to protect it.',
  guidance: (facts) => {
    const group = facts.asked('logGroupIdentifier', 'log-group');
    return [
      planned(facts, 'A group that a trail sends to is not about to be deleted.'),
      step(
        `Undo, in ${facts.accountId}`,
        inPlace(
          `aws logs put-log-group-deletion-protection --log-group-identifier ${group} --deletion-protection-enabled`,
          facts,
        ),
      ),
      'Where the group is deleted next, it is made again as its baseline says: delete-log-group is restored, its old entries are not.',
      step(
        'Is it the beginning of more',
        `trailwarden incidents list --account ${facts.accountId} --since 24h`,
      ),
      ...goesOn(facts),
    ];
  },
  drill: telling('member', 'logs:PutLogGroupDeletionProtection', ({ logGroup }) => ({
    logGroupIdentifier: logGroup,
    deletionProtectionEnabled: false,
  })),
};
