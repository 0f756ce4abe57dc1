import { actionsOn } from '../../core/make-action';
import { pageAt } from '../../core/page';
import type { Call, World } from '../../core/service';
import { groupArnOfCall, groupOfCall, onGroup } from '../group-of-call';
import { objects, optionalNumber, optionalText, pageOf, requiredText } from '../input';
import { refuse } from '../refusals';
import type { LogGroup, LogStream } from '../state';
import { deliverEvents, eventId } from '../subscriptions/deliver-events';
import { readFilterPattern } from '../subscriptions/filter-pattern';

const onStreams = actionsOn({ resource: streamResource }, groupOfCall);

const onEvents = actionsOn({ resource: streamResource, record: null }, streamOfCall);

function streamResource(call: Call): string {
  return `${groupArnOfCall(call)}:log-stream:${optionalText(call.input, 'logStreamName') ?? ''}`;
}

function streamOfCall(call: Call, world: World): LogStream {
  const stream = groupOfCall(call, world).streams.get(requiredText(call.input, 'logStreamName'));
  if (stream === undefined) throw refuse.streamNotFound();
  return stream;
}

export const createLogStream = onStreams(({ streams }, call, world) => {
  const name = requiredText(call.input, 'logStreamName');
  if (!/^[^:*]{1,512}$/.test(name)) {
    throw refuse.invalidParameter(
      `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
    );
  }
  if (streams.has(name)) throw refuse.streamExists();
  streams.set(name, { name, createdAt: world.now(), events: [] });
});

/** In order of names, or of their last events: those without any are last where it descends. */
export const describeLogStreams = onGroup((group, call) => {
  const prefix = optionalText(call.input, 'logStreamNamePrefix');
  const isByTime = optionalText(call.input, 'orderBy') === 'LastEventTime';
  if (isByTime && prefix) {
    throw refuse.invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const found = [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ''));
  const place = (stream: LogStream) => (isByTime ? timeKey(stream, call) : stream.name);
  const { items, rest } = pageOf(call.input, found, place);
  return { logStreams: items.map((stream) => streamOutput(group, stream)), ...rest };
});

/** Sorts as text. */
function timeKey({ name, events }: LogStream, { input }: Call): string {
  const at = events.at(-1)?.timestamp ?? 0;
  const place = input.descending === true ? Number.MAX_SAFE_INTEGER - at : at;
  return `${String(place).padStart(16, '0')} ${name}`;
}

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

export const deleteLogStream = onStreams((group, call) => {
  const deleted = group.streams.delete(requiredText(call.input, 'logStreamName'));
  if (!deleted) throw refuse.streamNotFound();
});

/** What is subscribed to the group gets them too. */
export const putLogEvents = onEvents((stream, call, world) => {
  const ingestionTime = world.now().getTime();
  const events = objects(call.input, 'logEvents').map(({ timestamp, message }) => ({
    timestamp: Number(timestamp),
    message: String(message),
    ingestionTime,
  }));
  stream.events.push(...events);
  deliverEvents(world, groupOfCall(call, world), stream, events);
  return { nextSequenceToken: String(stream.events.length) };
});

/** Everything in the time range on one page; the tokens lead nowhere. */
export const getLogEvents = onEvents((stream, call) => {
  const from = optionalNumber(call.input, 'startTime') ?? 0;
  const to = optionalNumber(call.input, 'endTime') ?? Number.POSITIVE_INFINITY;
  const events = call.input.nextToken === undefined ? stream.events : [];
  return {
    events: events.filter(({ timestamp }) => timestamp >= from && timestamp < to),
    nextForwardToken: `f/${stream.events.length}/s`,
    nextBackwardToken: 'b/0/s',
  };
});

/**
 * From all streams of the group, in order of time; the last millisecond is one of them, unlike in GetLogEvents. A page
 * is bounded by its count only. [D] API_FilterLogEvents
 */
export const filterLogEvents = onGroup({ record: null, readOnly: true }, (group, { input }) => {
  const { logStreamNames: names, startFromHead } = input;
  const prefix = optionalText(input, 'logStreamNamePrefix');
  if (Array.isArray(names) && prefix !== undefined) {
    throw refuse.invalidParameter(
      'Only one of logStreamNames and logStreamNamePrefix may be given.',
    );
  }
  if (Array.isArray(names) && names.some((name) => !group.streams.has(String(name)))) {
    throw refuse.streamNotFound();
  }
  const from = optionalNumber(input, 'startTime') ?? 0;
  const to = optionalNumber(input, 'endTime') ?? Number.POSITIVE_INFINITY;
  if (startFromHead === false && from < BACKWARD_SINCE) {
    throw refuse.invalidParameter('startFromHead=false takes a startTime of 2024 or later.');
  }
  const passes = readFilterPattern(optionalText(input, 'filterPattern') ?? '');
  const found = [...group.streams.values()]
    .filter(({ name }) =>
      Array.isArray(names) ? names.includes(name) : name.startsWith(prefix ?? ''),
    )
    .flatMap(({ name, events }) => events.map((event) => ({ logStreamName: name, ...event })))
    .filter(({ timestamp, message }) => timestamp >= from && timestamp <= to && passes(message))
    .sort((one, other) => one.timestamp - other.timestamp);
  const { items, next } = pageAt(startFromHead === false ? found.toReversed() : found, {
    token: input.nextToken,
    size: optionalNumber(input, 'limit') ?? 10_000,
    invalid: () => refuse.invalidParameter('The specified nextToken is invalid.'),
  });
  const events = items.map((one, at) => ({ ...one, eventId: eventId([one, at]) }));
  return { events, searchedLogStreams: [], ...(next && { nextToken: next }) };
});

const BACKWARD_SINCE = Date.parse('2024-01-01T00:00:00Z');
