import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import { type Subscription, subscriptionKey } from '../../../domain/topic';

/**
 * Subscribe, for each endpoint that is gone and for no other, because an endpoint that has to confirm should be
 * asked once. AWS refuses to make an existing subscription again with other attributes.
 */
export const subscribeAgain: Runbook<'topic'> = {
  id: 'subscribe-again',
  title: 'Subscribe again who was unsubscribed',
  subject: 'topic',
  undoes: ['drop-subscription'],
  steps: (findings, { subject, state: { subscriptions = [] } }) => {
    const dropped = new Set(findings.flatMap(({ part }) => part.split(', ')));
    return subscriptions
      .filter((one) => dropped.has(`subscriptions.${subscriptionKey(one)}`))
      .map((one) => subscribe(subject, one));
  },
};

export const subscribe = (
  topic: Subject<'topic'>,
  { protocol, endpoint, attributes }: Subscription,
): Step =>
  stepOn(topic, 'sns:Subscribe', {
    TopicArn: topic.id,
    Protocol: protocol,
    Endpoint: endpoint,
    Attributes: attributes,
  });
