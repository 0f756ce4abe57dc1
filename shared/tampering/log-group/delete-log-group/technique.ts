import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

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
  detect,
  drill: calling('logs:DeleteLogGroup', ({ id }) => ({ logGroupName: id.split(':log-group:')[1] })),
};

function detect(
  observation: Known<'log-group'>,
  { baseline }: Expected<'log-group'>,
): Finding | undefined {
  if (observation.kind === 'present') return undefined;
  return {
    technique: 'delete-log-group',
    part: 'name',
    expected: 'a log group',
    actual: 'no log group of this name',
    sentence: `Log group ${baseline.state.name} was deleted.`,
    healed: false,
  };
}
