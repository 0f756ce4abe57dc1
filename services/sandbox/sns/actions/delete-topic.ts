import type { Action } from '../../core/service';
import { deleteTopic as deleteIt } from '../create-topic';
import { requiredText } from '../input';
import { onTopic } from '../topic-of-call';

/** Deleting what is not there is no error. [D] API_DeleteTopic */
export const deleteTopic: Action = {
  readOnly: false,
  ...onTopic('DeleteTopic'),
  handle: ({ input }, world) => {
    deleteIt(world, requiredText(input, 'TopicArn'));
    return {};
  },
};
