import type { Action } from '../../core/service';
import { groupOfCall, onStream } from '../group-of-call';
import { requiredText } from '../input';
import { refuse } from '../refusals';

export const createLogStream: Action = {
  readOnly: false,
  ...onStream,
  handle: (call, world) => {
    const { streams } = groupOfCall(call, world);
    const name = requiredText(call.input, 'logStreamName');
    if (!/^[^:*]{1,512}$/.test(name)) {
      throw refuse.invalidParameter(
        `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
      );
    }
    if (streams.has(name)) throw refuse.streamExists();
    streams.set(name, { name, createdAt: world.now(), events: [] });
    return {};
  },
};
