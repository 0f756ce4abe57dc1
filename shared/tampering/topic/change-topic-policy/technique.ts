import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';
import { ownersOnly } from '../../detection/policy-text';

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
  detect: differs('change-topic-policy', ({ name, policy: expected }, { policy: actual }) => {
    if (actual === expected) return undefined;
    return {
      part: 'policy',
      expected,
      actual,
      sentence: `The policy of topic ${name} was changed.`,
    };
  }),
  drill: calling('sns:SetTopicAttributes', ({ id, accountId }) => ({
    TopicArn: id,
    AttributeName: 'Policy',
    AttributeValue: ownersOnly({ arn: id, accountId }, { Action: 'sns:Publish', Resource: id }),
  })),
};
