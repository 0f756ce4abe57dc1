import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { isGone } from '../../detection/differs';

/**
 * DeleteTopic: the topic goes with its policy and every subscription. The same name gives the same
 * ARN, so the trail finds it again.
 */
export const deleteTopic: Technique<'topic'> = {
  id: 'delete-topic',
  title: 'Delete the topic of a trail',
  subject: 'topic',
  severity: 'medium',
  row: 'SNS-01',
  mitre: DISABLE_LOGS,
  events: { 'sns.amazonaws.com': ['DeleteTopic'] },
  parts: ['subscriptions', 'tags'], // a restoration that was cut short is found by them
  detect: isGone('delete-topic', (must) => ({
    part: 'name',
    expected: 'a topic',
    actual: 'no topic of this name',
    sentence: `Topic ${must.name} was deleted.`,
  })),
  drill: calling('sns:DeleteTopic', ({ id }) => ({ TopicArn: id })),
};
