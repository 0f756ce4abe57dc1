import type { Technique } from '../../../domain/technique';
import { byUpdateTrail } from '../by-update-trail';

/**
 * UpdateTrail with an empty or other SNS topic: programs that wait for its messages read no more files.
 */
export const disconnectTopic: Technique<'trail'> = {
  id: 'disconnect-topic',
  title: 'Cut a trail off from its SNS topic',
  subject: 'trail',
  severity: 'medium',
  row: 'CT-07',
  ...byUpdateTrail('disconnect-topic', {
    settings: { snsTopicArn: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer announces its files.`,
    sent: { SnsTopicName: '' },
  }),
};
