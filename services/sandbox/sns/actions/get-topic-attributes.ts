import type { Action } from '../../core/service';
import { describeTopic } from '../topic-attributes';
import { onTopic, subscriptionsOf, topicOfCall } from '../topic-of-call';

export const getTopicAttributes: Action = {
  readOnly: true,
  ...onTopic('GetTopicAttributes'),
  handle: (call, world) => {
    const topic = topicOfCall(call, world);
    return { Attributes: describeTopic(topic, subscriptionsOf(world, topic)) };
  },
};
