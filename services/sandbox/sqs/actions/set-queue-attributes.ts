import type { Action } from '../../core/service';
import { textMap } from '../input';
import { checkAttributes, setAttributes } from '../queue-attributes';
import { onQueue, queueOfCall } from '../queue-of-call';

export const setQueueAttributesAction: Action = {
  readOnly: false,
  ...onQueue,
  handle: (call, world) => {
    const queue = queueOfCall(call, world);
    const attributes = textMap(call.input, 'Attributes');
    checkAttributes(attributes);
    setAttributes(queue, attributes);
    queue.modifiedAt = world.now();
    return {};
  },
};
