import type { Output } from '../core/service';
import type { EventSourceMapping, QueueMapping, StreamMapping } from './event-source-mapping';

/** State changes at once here, so it is never `Enabling`, `Disabling` or `Updating`. */
export function mappingOutput(mapping: EventSourceMapping): Output {
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

function queueOutput({ maximumConcurrency }: QueueMapping): Output {
  if (maximumConcurrency === undefined) return {};
  return { ScalingConfig: { MaximumConcurrency: maximumConcurrency } };
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
    ...(filters.length > 0 && {
      FilterCriteria: { Filters: filters.map(({ text }) => ({ Pattern: text })) },
    }),
  };
}
