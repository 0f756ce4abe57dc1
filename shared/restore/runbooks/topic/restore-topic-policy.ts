import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/** SetTopicAttributes with the baseline's policy, which replaces the one that is there. */
export const restoreTopicPolicy: Runbook<'topic'> = {
  id: 'restore-topic-policy',
  title: 'Put a topic’s policy back',
  subject: 'topic',
  undoes: ['change-topic-policy'],
  steps: (findings, { subject, state }) =>
    findings.length > 0
      ? [
          stepOn(subject, 'sns:SetTopicAttributes', {
            TopicArn: subject.id,
            AttributeName: 'Policy',
            AttributeValue: state.policy,
          }),
        ]
      : [],
};
