import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { settingChanged } from '../setting-changed';

/**
 * UpdateTrail with an empty or other SNS topic: programs that wait for its messages read no more files.
 */
export const disconnectTopic: Technique<'trail'> = {
  id: 'disconnect-topic',
  title: 'Cut a trail off from its SNS topic',
  subject: 'trail',
  severity: 'medium',
  row: 'CT-07',
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['UpdateTrail'] },
  parts: [],
  detect: settingChanged({
    technique: 'disconnect-topic',
    settings: { snsTopicArn: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer announces its files.`,
  }),
  drill: calling('cloudtrail:UpdateTrail', ({ id }) => ({ Name: id, SnsTopicName: '' })),
};
