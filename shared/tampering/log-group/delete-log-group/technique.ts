import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { isGone } from '../../detection/differs';

/**
 * DeleteLogGroup: the group goes with its entries, filters and alarms' metrics. The same name gives
 * the same ARN; CloudTrail makes its stream again through its role.
 */
export const deleteLogGroup: Technique<'log-group'> = {
  id: 'delete-log-group',
  title: 'Delete the log group of a trail',
  subject: 'log-group',
  severity: 'high',
  row: 'CWL-01',
  mitre: DISABLE_LOGS,
  events: { 'logs.amazonaws.com': ['DeleteLogGroup'] },
  parts: ['subscriptionFilters', 'metricFilters', 'dataProtectionPolicy', 'tags'],
  detect: isGone('delete-log-group', (must) => ({
    part: 'name',
    expected: 'a log group',
    actual: 'no log group of this name',
    sentence: `Log group ${must.name} was deleted.`,
  })),
  drill: calling('logs:DeleteLogGroup', ({ id }) => ({ logGroupName: id.split(':log-group:')[1] })),
};
