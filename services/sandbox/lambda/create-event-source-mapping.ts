import { randomUUID } from 'node:crypto';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import type { Queue } from '../sqs/queue';
import { numberAttribute } from '../sqs/queue-attributes';
import type { EventSourceMapping } from './event-source-mapping';
import { findFunction } from './invoke';
import { missingPermission } from './may-poll';
import { pollQueue } from './poll-queue';
import { lambdaOf } from './state';

export type MappingDraft = Omit<EventSourceMapping, 'id' | 'stop'> & { readonly enabled: boolean };

/** Starts polling at once, unless disabled. Refuses what Lambda refuses. */
export function createEventSourceMapping(world: World, draft: MappingDraft): EventSourceMapping {
  const queue = world.sqs.queues.get(draft.queueArn);
  if (queue === undefined) {
    throw invalid(
      `Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.`,
    );
  }
  check(world, draft, queue);
  const stopping = new AbortController();
  const { enabled, ...rest } = draft;
  const mapping = { ...rest, id: randomUUID(), stop: () => stopping.abort() };
  const state = lambdaOf(world);
  state.mappings.set(mapping.id, mapping);
  const pollers = Math.min(draft.maximumConcurrency ?? Infinity, state.concurrentBatches);
  for (let each = 0; enabled && each < pollers; each += 1) {
    void pollQueue(world, mapping, stopping.signal);
  }
  return mapping;
}

function check(world: World, draft: MappingDraft, queue: Queue): void {
  const missing = missingPermission(world, draft.functionArn, queue);
  if (missing !== undefined) {
    const api = missing.split(':')[1];
    throw invalid(`The provided execution role does not have permissions to call ${api} on SQS`);
  }
  const { timeoutSeconds } = findFunction(world, draft.functionArn);
  const visibility = numberAttribute(queue, 'VisibilityTimeout');
  if (visibility < timeoutSeconds) {
    throw invalid(
      `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
    );
  }
  if (draft.batchSize > 10 && draft.batchingWindow < 1) {
    throw invalid(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const { maximumConcurrency: maximum } = draft;
  if (maximum !== undefined && (maximum < 2 || maximum > 1000)) {
    throw invalid('MaximumConcurrency must be between 2 and 1000.');
  }
}

function invalid(message: string): Refusal {
  return new Refusal('InvalidParameterValueException', message);
}
