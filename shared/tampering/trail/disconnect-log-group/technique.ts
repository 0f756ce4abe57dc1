import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { settingChanged } from '../setting-changed';

/**
 * UpdateTrail with an empty or other log group or role. An empty string removes, an absent field leaves
 * alone.
 */
export const disconnectLogGroup: Technique<'trail'> = {
  id: 'disconnect-log-group',
  title: 'Cut a trail off from CloudWatch Logs',
  subject: 'trail',
  severity: 'high',
  row: 'CT-07',
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['UpdateTrail'] },
  parts: [],
  detect: settingChanged({
    technique: 'disconnect-log-group',
    settings: { cloudWatchLogsLogGroupArn: 'atLeast', cloudWatchLogsRoleArn: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer writes to its log group.`,
  }),
  drill: calling('cloudtrail:UpdateTrail', ({ id }) => ({
    Name: id,
    CloudWatchLogsLogGroupArn: '',
    CloudWatchLogsRoleArn: '',
  })),
};
