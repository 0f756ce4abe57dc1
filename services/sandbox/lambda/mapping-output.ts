import type { Output } from '../core/service';
import type { EventSourceMapping } from './event-source-mapping';

/** State changes at once here, so it is never `Enabling`, `Disabling` or `Updating`. */
export function mappingOutput(mapping: EventSourceMapping): Output {
  return {
    UUID: mapping.id,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.batchingWindow,
    EventSourceArn: mapping.queueArn,
    FunctionArn: mapping.functionArn,
    LastModified: mapping.lastModified,
    State: mapping.enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: mapping.reportsFailures ? ['ReportBatchItemFailures'] : [],
    ...(mapping.maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency },
    }),
  };
}
