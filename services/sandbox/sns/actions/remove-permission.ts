import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { onTopic, topicOfCall } from '../topic-of-call';
import { removeStatement } from '../topic-policy';

export const removePermission: Action = {
  readOnly: false,
  ...onTopic('RemovePermission'),
  handle: (call, world) => {
    removeStatement(topicOfCall(call, world), requiredText(call.input, 'Label'));
    return {};
  },
};
