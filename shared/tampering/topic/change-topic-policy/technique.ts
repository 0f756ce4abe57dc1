import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

/**
 * SetTopicAttributes replaces the policy, RemovePermission and AddPermission change a statement of it,
 * and a topic that was deleted and made again has AWS's own. Any difference counts; documents that
 * mean the same are the same (canonical-policy.ts).
 */
export const changeTopicPolicy: Technique<'topic'> = {
  id: 'change-topic-policy',
  title: 'Change the policy of a trail’s topic',
  subject: 'topic',
  severity: 'medium',
  row: 'SNS-01',
  mitre: DISABLE_LOGS,
  events: {
    'sns.amazonaws.com': ['SetTopicAttributes', 'AddPermission', 'RemovePermission'],
  },
  parts: [],
  detect,
  drill: calling('sns:SetTopicAttributes', ({ id, accountId }) => ({
    TopicArn: id,
    AttributeName: 'Policy',
    AttributeValue: ownersOnly(id, accountId),
  })),
};

function detect(observation: Known<'topic'>, { baseline }: Expected<'topic'>): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const { name, policy: expected } = baseline.state;
  const { policy: actual } = observation.state;
  if (actual === expected) return undefined;
  return {
    technique: 'change-topic-policy',
    part: 'policy',
    expected,
    actual,
    sentence: `The policy of topic ${name} was changed.`,
    healed: false,
  };
}

/** The account may publish, CloudTrail may not. */
const ownersOnly = (topicArn: string, accountId: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${topicArn.split(':')[1] ?? 'aws'}:iam::${accountId}:root` },
        Action: 'sns:Publish',
        Resource: topicArn,
      },
    ],
  });
