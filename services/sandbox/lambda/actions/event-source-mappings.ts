import { partitionOf } from '../../core/partition';
import { type Action, type Call, NotEmulated, type Output, type World } from '../../core/service';
import type { ConditionContext } from '../../iam/condition-keys';
import { checkMapping, startPolling } from '../create-event-source-mapping';
import { functionArn, lambdaRecord } from '../function-of-call';
import { refuse } from '../refusals';
import {
  type EventSourceMapping,
  type Filter,
  lambdaOf,
  type QueueMapping,
  type StreamMapping,
} from '../state';
import { readFilters, readStreamSettings, streamMembers } from '../streams/read-stream-settings';

const path = '/2015-03-31/event-source-mappings/{UUID}';

const mappingParts = { resource: mappingArn, conditions: mappingConditions };

export const getEventSourceMapping: Action = {
  eventName: 'GetEventSourceMapping20150331',
  rest: { method: 'GET', path },
  ...mappingParts,
  handle: (call, world) => mappingOutput(mappingOfCall(call, world)),
};

/** All of them in one page. */
export const listEventSourceMappings: Action = {
  eventName: 'ListEventSourceMappings20150331',
  rest: {
    method: 'GET',
    path: '/2015-03-31/event-source-mappings',
    query: {
      EventSourceArn: 'EventSourceArn',
      FunctionName: 'FunctionName',
      Marker: 'Marker',
      MaxItems: 'MaxItems',
    },
  },
  handle: (call, world) => {
    const { FunctionName, EventSourceArn } = call.input;
    const found = [...lambdaOf(world).mappings.values()]
      .filter((mapping) => isOwnMapping(call, mapping))
      .filter((each) => FunctionName === undefined || each.functionArn === functionArn(call))
      .filter((each) => EventSourceArn === undefined || each.sourceArn === EventSourceArn);
    return { EventSourceMappings: found.map(mappingOutput) };
  },
};

/** What is left out stays as it is. Disabled, it is not polled. */
export const updateEventSourceMapping: Action = {
  eventName: 'UpdateEventSourceMapping20150331',
  rest: { method: 'PUT', path, answer: { status: 202 } },
  ...mappingParts,
  handle: (call, world) => {
    const mapping = mappingOfCall(call, world);
    const changes = changesOf(call, mapping);
    checkMapping(world, Object.assign({ ...mapping }, changes));
    Object.assign(mapping, changes, { lastModified: world.now() });
    startPolling(world, mapping);
    return mappingOutput(mapping);
  },
  record: lambdaRecord,
};

const known = [
  'BatchSize',
  'Enabled',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'UUID',
];

const knownOf = { queue: ['FilterCriteria', 'ScalingConfig'], stream: streamMembers } as const;

function changesOf(call: Call, mapping: EventSourceMapping) {
  const { input } = call;
  const members: readonly string[] = [...known, ...knownOf[mapping.kind]];
  const unknown = Object.keys(input).find((member) => !members.includes(member));
  if (unknown !== undefined) {
    throw new NotEmulated(
      `sandbox: ${unknown} of UpdateEventSourceMapping is not emulated; add it in services/sandbox/lambda/actions/event-source-mappings.ts`,
    );
  }
  const { FunctionResponseTypes: types, ScalingConfig: scaling } = input;
  return {
    enabled: input.Enabled === undefined ? mapping.enabled : input.Enabled === true,
    batchSize: Number(input.BatchSize ?? mapping.batchSize),
    batchingWindow: Number(input.MaximumBatchingWindowInSeconds ?? mapping.batchingWindow),
    ...(input.FunctionName !== undefined && { functionArn: functionArn(call) }),
    ...(Array.isArray(types) && { reportsFailures: types.includes('ReportBatchItemFailures') }),
    ...(scaling !== undefined && { maximumConcurrency: maximumOf(scaling) }),
    ...(mapping.kind === 'stream'
      ? readStreamSettings(input, mapping)
      : { filters: readFilters(input, mapping.filters) }),
  };
}

/** An empty ScalingConfig takes the maximum away. */
function maximumOf(scaling: unknown): number | undefined {
  const { MaximumConcurrency } = scaling as { readonly MaximumConcurrency?: number };
  return MaximumConcurrency;
}

/** Polling ends at once; the batch at work is finished. */
export const deleteEventSourceMapping: Action = {
  eventName: 'DeleteEventSourceMapping20150331',
  rest: { method: 'DELETE', path, answer: { status: 202 } },
  ...mappingParts,
  handle: (call, world) => {
    const mapping = mappingOfCall(call, world);
    mapping.stop();
    lambdaOf(world).mappings.delete(mapping.id);
    return { ...mappingOutput(mapping), State: 'Deleting' };
  },
  record: lambdaRecord,
};

/** State changes at once here, so it is never `Enabling`, `Disabling` or `Updating`. */
function mappingOutput(mapping: EventSourceMapping): Output {
  return {
    UUID: mapping.id,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.batchingWindow,
    EventSourceArn: mapping.sourceArn,
    FunctionArn: mapping.functionArn,
    LastModified: mapping.lastModified,
    State: mapping.enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: mapping.reportsFailures ? ['ReportBatchItemFailures'] : [],
    ...(mapping.kind === 'stream' ? streamOutput(mapping) : queueOutput(mapping)),
  };
}

function queueOutput({ maximumConcurrency, filters }: QueueMapping): Output {
  return {
    ...(maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: maximumConcurrency },
    }),
    ...filterOutput(filters),
  };
}

function filterOutput(filters: readonly Filter[]): Output {
  if (filters.length === 0) return {};
  return { FilterCriteria: { Filters: filters.map(({ text }) => ({ Pattern: text })) } };
}

function streamOutput(mapping: StreamMapping): Output {
  const { onFailureArn, filters } = mapping;
  return {
    StartingPosition: mapping.startingPosition,
    ParallelizationFactor: 1,
    TumblingWindowInSeconds: 0,
    BisectBatchOnFunctionError: mapping.bisects,
    MaximumRetryAttempts: mapping.maximumRetries ?? -1,
    MaximumRecordAgeInSeconds: mapping.maximumAgeSeconds ?? -1,
    DestinationConfig: {
      OnFailure: onFailureArn === undefined ? {} : { Destination: onFailureArn },
    },
    ...filterOutput(filters),
  };
}

function mappingArn({ accountId, region, input }: Call): string {
  return `arn:${partitionOf(region)}:lambda:${region}:${accountId}:event-source-mapping:${String(input.UUID)}`;
}

/** Only the caller's own, in its Region. */
function mappingOfCall(call: Call, world: World): EventSourceMapping {
  const found = knownMapping(call, world);
  if (found) return found;
  throw refuse.notFound('The resource you requested does not exist.');
}

function mappingConditions(call: Call, world: World): ConditionContext {
  return { 'lambda:FunctionArn': knownMapping(call, world)?.functionArn };
}

function isOwnMapping({ accountId, region }: Call, mapping: EventSourceMapping): boolean {
  return mapping.functionArn.startsWith(
    `arn:${partitionOf(region)}:lambda:${region}:${accountId}:`,
  );
}

function knownMapping(call: Call, world: World): EventSourceMapping | undefined {
  const found = lambdaOf(world).mappings.get(String(call.input.UUID));
  return found && isOwnMapping(call, found) ? found : undefined;
}
