import { randomUUID } from 'node:crypto';
import type { Action, Call, World } from '../../core/service';
import { authorize } from '../../iam/authorize';
import { accessDenied } from '../../iam/require-permission';
import { busArn, busPolicy, findBus } from '../find-bus';
import { type Input, inputs, isInput, optionalText, texts } from '../input';
import { publish } from '../publish';
import { refuse } from '../refusals';
import { type Event, eventTime } from '../state';

/** Takes 1 to 10 events; an entry that is not valid fails alone, a bus that refuses fails the call. */
export const putEventsAction: Action = {
  authorization: 'own',
  resource: (call) => entriesOf(call).map((entry) => busArn(nameOf(call, entry))),
  handle: (call, world) => {
    const entries = entriesOf(call);
    for (const entry of entries) checkPermission(call, world, entry);
    const results = entries.map((entry) => putEntry(call, world, entry));
    return {
      FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
      Entries: results,
    };
  },
  record: null,
};

function entriesOf(call: Call): readonly Input[] {
  const entries = inputs(call.input, 'Entries');
  if (entries.length >= 1 && entries.length <= 10) return entries;
  throw refuse.invalid(
    `1 validation error detected: Value '[PutEventsRequestEntry]' at 'entries' failed to satisfy constraint: Member must have length ${entries.length > 10 ? 'less than or equal to 10' : 'greater than or equal to 1'}`,
  );
}

function nameOf(call: Call, entry: Input) {
  return {
    accountId: call.accountId,
    region: call.region,
    bus: optionalText(entry, 'EventBusName'),
  };
}

function checkPermission(call: Call, world: World, entry: Input): void {
  const arn = busArn(nameOf(call, entry));
  const decision = authorize(world, {
    principal: call.principal,
    action: 'events:PutEvents',
    resources: [arn],
    resourcePolicy: busPolicy(world, arn),
    context: {
      'aws:RequestedRegion': call.region,
      'events:source': optionalText(entry, 'Source'),
      'events:detail-type': optionalText(entry, 'DetailType'),
      'events:eventBusInvocation': 'false',
    },
  });
  if (decision.kind === 'allowed') return;
  const { principal } = call;
  throw accessDenied({ principal, action: 'events:PutEvents', protocol: 'json', ...decision });
}

function putEntry(call: Call, world: World, entry: Input) {
  const bus = findBus(world, nameOf(call, entry));
  const event = readEntry(call, world, entry);
  if ('ErrorCode' in event) return event;
  // Taken and lost. Recorded on AWS, September 2026
  if (bus === undefined) return { EventId: event.id };
  const forwarded = bus.accountId !== call.accountId;
  publish(world, bus, event, { forwarded, crossedRegion: bus.region !== call.region });
  return { EventId: event.id };
}

function readEntry(call: Call, world: World, entry: Input) {
  const source = optionalText(entry, 'Source');
  const detailType = optionalText(entry, 'DetailType');
  if (source === undefined) return required('Source');
  if (detailType === undefined) return required('DetailType');
  if (source.startsWith('aws.')) {
    return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = parseDetail(optionalText(entry, 'Detail'));
  if (detail === undefined) return failed('MalformedDetail', 'Detail is malformed.');
  const time = typeof entry.Time === 'number' ? new Date(entry.Time * 1000) : world.now();
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source,
    account: call.accountId,
    time: eventTime(time),
    region: call.region,
    resources: texts(entry, 'Resources'),
    detail,
  } as const satisfies Event;
}

function required(name: string) {
  return failed(
    'InvalidArgument',
    `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  );
}

function failed(ErrorCode: string, ErrorMessage: string) {
  return { ErrorCode, ErrorMessage };
}

function parseDetail(text = ''): Input | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return isInput(detail) ? detail : undefined;
  } catch {
    // What is wrong with the JSON is the caller's to find out: AWS does not say either.
    return undefined;
  }
}
