import type { Technique } from '../../../domain/technique';
import { byUpdateTrail } from '../by-update-trail';

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
  ...byUpdateTrail('disconnect-log-group', {
    settings: { cloudWatchLogsLogGroupArn: 'atLeast', cloudWatchLogsRoleArn: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer writes to its log group.`,
    sent: {
      CloudWatchLogsLogGroupArn: '',
      CloudWatchLogsRoleArn: '',
    },
  }),
};
