import type { Action } from '../../core/service';
import { groupOfCall, onStream } from '../group-of-call';
import { objects, requiredText } from '../input';
import { refuse } from '../refusals';

export const putLogEvents: Action = {
  readOnly: false,
  ...onStream,
  handle: (call, world) => {
    const stream = groupOfCall(call, world).streams.get(requiredText(call.input, 'logStreamName'));
    if (stream === undefined) throw refuse.streamNotFound();
    const ingestionTime = world.now().getTime();
    for (const { timestamp, message } of objects(call.input, 'logEvents')) {
      stream.events.push({ timestamp: Number(timestamp), message: String(message), ingestionTime });
    }
    return { nextSequenceToken: String(stream.events.length) };
  },
  record: null,
};
