import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import { checkMapping, startPolling } from '../create-event-source-mapping';
import type { EventSourceMapping } from '../event-source-mapping';
import { functionArn } from '../function-of-call';
import { lambdaRecord } from '../lambda-record';
import { isOwnMapping, mappingArn, mappingConditions, mappingOfCall } from '../mapping-of-call';
import { mappingOutput } from '../mapping-output';
import { lambdaOf } from '../state';
import { readStreamSettings, streamMembers } from '../streams/read-stream-settings';

export const getEventSourceMapping: Action = {
  eventName: 'GetEventSourceMapping20150331',
  rest: { method: 'GET', path: '/2015-03-31/event-source-mappings/{UUID}' },
  resource: mappingArn,
  conditions: mappingConditions,
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
  rest: {
    method: 'PUT',
    path: '/2015-03-31/event-source-mappings/{UUID}',
    answer: { status: 202 },
  },
  resource: mappingArn,
  conditions: mappingConditions,
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

const knownOf = { queue: ['ScalingConfig'], stream: streamMembers } as const;

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
    ...(mapping.kind === 'stream' && readStreamSettings(input, mapping)),
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
  rest: {
    method: 'DELETE',
    path: '/2015-03-31/event-source-mappings/{UUID}',
    answer: { status: 202 },
  },
  resource: mappingArn,
  conditions: mappingConditions,
  handle: (call, world) => {
    const mapping = mappingOfCall(call, world);
    mapping.stop();
    lambdaOf(world).mappings.delete(mapping.id);
    return { ...mappingOutput(mapping), State: 'Deleting' };
  },
  record: lambdaRecord,
};
