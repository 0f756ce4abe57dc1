import type { Action } from '../../core/service';
import { groupOfCall, onGroup } from '../group-of-call';
import { optionalText } from '../input';
import { pageOf } from '../page';
import type { LogGroup, LogStream } from '../state';

/** Always in order of names; `orderBy` is not looked at. */
export const describeLogStreams: Action = {
  readOnly: true,
  ...onGroup,
  handle: (call, world) => {
    const group = groupOfCall(call, world);
    const prefix = optionalText(call.input, 'logStreamNamePrefix') ?? '';
    const found = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix));
    const { items, rest } = pageOf(call.input, found, ({ name }) => name);
    return { logStreams: items.map((stream) => streamOutput(group, stream)), ...rest };
  },
};

function streamOutput(group: LogGroup, { name, createdAt, events }: LogStream) {
  return {
    logStreamName: name,
    creationTime: createdAt.getTime(),
    firstEventTimestamp: events[0]?.timestamp,
    lastEventTimestamp: events.at(-1)?.timestamp,
    lastIngestionTime: events.at(-1)?.ingestionTime,
    arn: `${group.arn}:log-stream:${name}`,
    storedBytes: 0,
  };
}
