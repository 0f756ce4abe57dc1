import type { Action } from '../../core/service';
import { optionalText, requiredText } from '../input';
import { setAttribute } from '../topic-attributes';
import { onTopic, topicOfCall } from '../topic-of-call';

export const setTopicAttributes: Action = {
  readOnly: false,
  ...onTopic('SetTopicAttributes'),
  handle: (call, world) => {
    const topic = topicOfCall(call, world);
    const value = optionalText(call.input, 'AttributeValue') ?? '';
    setAttribute(topic, requiredText(call.input, 'AttributeName'), value);
    return {};
  },
};
