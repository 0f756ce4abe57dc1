import type { Action } from '../../core/service';
import { groupOfCall, onStream } from '../group-of-call';
import { optionalNumber, requiredText } from '../input';
import { refuse } from '../refusals';

/** Everything in the time range on one page; the tokens lead nowhere. */
export const getLogEvents: Action = {
  readOnly: true,
  ...onStream,
  handle: (call, world) => {
    const stream = groupOfCall(call, world).streams.get(requiredText(call.input, 'logStreamName'));
    if (stream === undefined) throw refuse.streamNotFound();
    const from = optionalNumber(call.input, 'startTime') ?? 0;
    const to = optionalNumber(call.input, 'endTime') ?? Number.POSITIVE_INFINITY;
    const events = call.input.nextToken === undefined ? stream.events : [];
    return {
      events: events.filter(({ timestamp }) => timestamp >= from && timestamp < to),
      nextForwardToken: `f/${stream.events.length}/s`,
      nextBackwardToken: 'b/0/s',
    };
  },
  record: null,
};
