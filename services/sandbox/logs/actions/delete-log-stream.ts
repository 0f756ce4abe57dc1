import type { Action } from '../../core/service';
import { groupOfCall, onStream } from '../group-of-call';
import { requiredText } from '../input';
import { refuse } from '../refusals';

export const deleteLogStream: Action = {
  readOnly: false,
  ...onStream,
  handle: (call, world) => {
    const deleted = groupOfCall(call, world).streams.delete(
      requiredText(call.input, 'logStreamName'),
    );
    if (!deleted) throw refuse.streamNotFound();
    return {};
  },
};
