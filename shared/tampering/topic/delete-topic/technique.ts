import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

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
  detect,
  drill: calling('sns:DeleteTopic', ({ id }) => ({ TopicArn: id })),
};

function detect(observation: Known<'topic'>, { baseline }: Expected<'topic'>): Finding | undefined {
  if (observation.kind === 'present') return undefined;
  return {
    technique: 'delete-topic',
    part: 'name',
    expected: 'a topic',
    actual: 'no topic of this name',
    sentence: `Topic ${baseline.state.name} was deleted.`,
    healed: false,
  };
}
