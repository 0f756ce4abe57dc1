import { randomUUID } from 'node:crypto';
import type { World } from '../core/service';
import { streams } from '../dynamodb/streams/stream';
import { numberAttribute } from '../sqs/queue-attributes';
import { findFunction } from './invoke';
import { pollQueue } from './poll-queue';
import { refuse } from './refusals';
import { mayReadStream, maySend, missingPermission } from './role-of-function';
import { type EventSourceMapping, lambdaOf, type QueueMapping, type StreamMapping } from './state';
import { pollStream } from './streams/poll-stream';

type Later = 'id' | 'stop' | 'lastModified';

export type MappingDraft = Omit<QueueMapping, Later> | Omit<StreamMapping, Later>;

/** Starts polling at once, unless disabled. Refuses what Lambda refuses. */
export function createEventSourceMapping(world: World, draft: MappingDraft): EventSourceMapping {
  checkMapping(world, draft);
  const mapping: EventSourceMapping = {
    ...draft,
    id: randomUUID(),
    lastModified: world.now(),
    stop: () => undefined,
  };
  lambdaOf(world).mappings.set(mapping.id, mapping);
  startPolling(world, mapping);
  return mapping;
}

/** Polls as the mapping says now; not at all when it is disabled. What polled before is stopped first. */
export function startPolling(world: World, mapping: EventSourceMapping): void {
  mapping.stop();
  if (!mapping.enabled) return;
  const stopping = new AbortController();
  mapping.stop = () => stopping.abort();
  const atOnce = lambdaOf(world).concurrentBatches;
  if (mapping.kind === 'stream') {
    void pollStream(world, mapping, stopping.signal);
    return;
  }
  const pollers = Math.min(mapping.maximumConcurrency ?? Infinity, atOnce);
  for (let each = 0; each < pollers; each += 1) void pollQueue(world, mapping, stopping.signal);
}

/** Refuses what Lambda refuses, without changing anything. */
export function checkMapping(world: World, draft: MappingDraft): void {
  if (draft.kind === 'stream') checkStreamMapping(world, draft);
  else checkQueueMapping(world, draft);
}

function checkQueueMapping(world: World, draft: Omit<QueueMapping, Later>): void {
  const queue = world.sqs.queues.get(draft.sourceArn);
  if (queue === undefined) {
    throw refuse.invalidParameter(
      `Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.`,
    );
  }
  const missing = missingPermission(world, draft.functionArn, queue);
  if (missing !== undefined) {
    const api = missing.split(':')[1];
    throw refuse.invalidParameter(
      `The provided execution role does not have permissions to call ${api} on SQS`,
    );
  }
  const { timeoutSeconds } = findFunction(world, draft.functionArn).settings;
  const visibility = numberAttribute(queue, 'VisibilityTimeout');
  if (visibility < timeoutSeconds) {
    throw refuse.invalidParameter(
      `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
    );
  }
  if (draft.batchSize > 10 && draft.batchingWindow < 1) {
    throw refuse.invalidParameter(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const { maximumConcurrency: maximum } = draft;
  if (maximum !== undefined && (maximum < 2 || maximum > 1000)) {
    throw refuse.invalidParameter('MaximumConcurrency must be between 2 and 1000.');
  }
}

function checkStreamMapping(world: World, draft: Omit<StreamMapping, Later>): void {
  const { sourceArn, batchSize, batchingWindow } = draft;
  if (!streams(world).has(sourceArn)) {
    throw refuse.invalidParameter(`Stream not found: ${sourceArn}`);
  }
  if (!mayReadStream(world, draft)) {
    throw refuse.invalidParameter(
      `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    );
  }
  if (batchSize < 1 || batchSize > 10_000) {
    throw refuse.invalidParameter('Batch size must be between 1 and 10000 for DynamoDB streams.');
  }
  if (batchingWindow < 0 || batchingWindow > 300) {
    throw refuse.invalidParameter('Maximum batch window in seconds must be between 0 and 300.');
  }
  if (draft.onFailureArn !== undefined && !maySend(world, draft)) {
    throw refuse.invalidParameter(
      'The provided execution role does not have permissions to call SendMessage on SQS',
    );
  }
}
