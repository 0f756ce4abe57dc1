import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import { setAttribute, tag } from './restore-topic-settings';
import { subscribe } from './subscribe-again';

/**
 * CreateTopic under the same name, which gives the same ARN, with its policy from the first moment. Then come the
 * settings that CreateTopic does not take, and then the subscriptions, which a technique misses until they are back.
 */
export const recreateTopic: Runbook<'topic'> = {
  id: 'recreate-topic',
  title: 'Create a deleted topic again',
  subject: 'topic',
  undoes: ['delete-topic'],
  steps: (findings, baseline) => {
    if (findings.length === 0) return [];
    const { subject, state } = baseline;
    const { name, policy, attributes, subscriptions = [] } = state;
    const [later, atOnce] = [true, false].map((isLater) =>
      Object.entries(attributes).filter(([attribute]) => LATER.test(attribute) === isLater),
    );
    return [
      stepOn(subject, 'sns:CreateTopic', {
        Name: name,
        Attributes: { Policy: policy, ...Object.fromEntries(atOnce ?? []) },
      }),
      ...tag(baseline),
      ...(later ?? []).map(([attribute]) => setAttribute(baseline, attribute)),
      ...subscriptions.map((one) => subscribe(subject, one)),
    ];
  },
};

/** Settings for delivery reports are set on an existing topic. [D] API_CreateTopic */
const LATER = /Feedback(RoleArn|SampleRate)$/;
