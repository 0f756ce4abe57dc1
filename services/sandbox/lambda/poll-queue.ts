import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { World } from '../core/service';
import { waitFor } from '../core/wait-for';
import { matchesPattern } from '../events/pattern/matches-pattern';
import {
  attributesDigest,
  bodyDigest,
  type MessageAttribute,
  systemAttributes,
} from '../sqs/message';
import { numberAttribute } from '../sqs/queue-attributes';
import { deleteMessage, type Received, receiveMessages } from '../sqs/receive-messages';
import type { Queue } from '../sqs/state';
import { findFunction, invokeFunction } from './invoke';
import { mayPoll } from './role-of-function';
import { type Filter, type InvocationResult, lambdaOf, type QueueMapping } from './state';

const longPollMilliseconds = 20_000;

/** One poller: receives a batch, invokes, deletes what succeeded, again; sleeps until a message arrives. */
export async function pollQueue(
  world: World,
  mapping: QueueMapping,
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    const queue = world.sqs.queues.get(mapping.sourceArn);
    if (queue === undefined || !lambdaOf(world).functions.has(mapping.functionArn)) return;
    // Between two turns a burst of events becomes one batch, as it does within a real poll's round trip.
    await nextTurn();
    const wake = { waiting: queue.waiting, giveUp: stopped };
    const allowed = mayPoll(world, mapping, queue);
    const batch = allowed ? await gather(world, mapping, { queue, stopped }) : [];
    // It went while messages were waited for: they come again when their visibility timeout is over.
    if (!lambdaOf(world).functions.has(mapping.functionArn)) return;
    if (batch.length > 0) await work(world, mapping, { queue, batch });
    else if (allowed) await waitFor({ ...wake, milliseconds: longPollMilliseconds });
    // Without permission Lambda stops asking for a while; a second is enough to see it mended.
    else await waitFor({ milliseconds: 1000, giveUp: stopped });
  }
}

interface Polling {
  readonly queue: Queue;
  readonly stopped: AbortSignal;
}

/** At most a full batch; with a batching window, waits for more once there is something. */
async function gather(
  world: World,
  { batchSize, batchingWindow }: QueueMapping,
  { queue, stopped }: Polling,
): Promise<readonly Received[]> {
  const visibilitySeconds = numberAttribute(queue, 'VisibilityTimeout');
  const batch: Received[] = [];
  let deadline: number | undefined;
  for (;;) {
    batch.push(
      ...receiveMessages(world, queue, { max: batchSize - batch.length, visibilitySeconds }),
    );
    if (batch.length === 0 || batch.length === batchSize || stopped.aborted) return batch;
    deadline ??= performance.now() + batchingWindow * 1000;
    const left = deadline - performance.now();
    if (left <= 0) return batch;
    const state = lambdaOf(world);
    state.gathering += 1;
    await waitFor({ milliseconds: left, waiting: queue.waiting, giveUp: stopped });
    state.gathering -= 1;
  }
}

interface Work {
  readonly queue: Queue;
  readonly batch: readonly Received[];
}

/** What failed stays hidden until its visibility timeout is over. */
async function work(world: World, mapping: QueueMapping, { queue, batch: received }: Work) {
  const { filters } = mapping;
  const batch =
    filters.length === 0
      ? received
      : received.filter((one) => passes(filters, record(queue.arn, one)));
  // What the filters keep out is deleted without a run. [R]
  for (const one of received) if (!batch.includes(one)) deleteMessage(queue, one.receiptHandle);
  if (batch.length === 0) return;
  const to = findFunction(world, mapping.functionArn);
  const result = await invokeFunction(
    world,
    to,
    { Records: batch.map((received) => record(queue.arn, received)) },
    batch.map(({ message }) => message.traceHeader),
  );
  const ids = batch.map(({ message }) => message.id);
  const failed = failedMessages(ids, result, mapping.reportsFailures);
  for (const { message, receiptHandle } of batch) {
    if (!failed.has(message.id)) deleteMessage(queue, receiptHandle);
  }
}

/** A body that is JSON is matched as what it says. [D] lambda/latest/dg/with-sqs-filtering */
function passes(filters: readonly Filter[], message: { readonly body: string }): boolean {
  const seen = { ...message, body: contentOf(message.body) };
  return filters.some(({ pattern }) => matchesPattern(pattern, seen));
}

function contentOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: the filters see the text.
    return body;
  }
}

/** What a function gets for one message of a batch. [D] lambda/latest/dg/with-sqs */
function record(queueArn: string, { message, receiptHandle }: Received) {
  return {
    messageId: message.id,
    receiptHandle,
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, each]) => [name, lower(each)]),
    ),
    md5OfMessageAttributes: attributesDigest(message.attributes),
    md5OfBody: bodyDigest(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3],
  };
}

function lower({ StringValue, BinaryValue, DataType }: MessageAttribute) {
  return {
    stringValue: StringValue,
    binaryValue: BinaryValue,
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

/**
 * Which messages of a batch have to come back. An error fails them all, and so does an answer that
 * names a message which is not in the batch, or names it badly; no failures, or no answer, is success.
 * [D] lambda/latest/dg/services-sqs-errorhandling
 */
export function failedMessages(
  batch: readonly string[],
  result: InvocationResult,
  reportsFailures: boolean,
): ReadonlySet<string> {
  if (result.kind === 'failed') return new Set(batch);
  if (!reportsFailures) return new Set();
  const failures = field(result.payload, 'batchItemFailures');
  if (failures === undefined || failures === null) return new Set();
  if (!Array.isArray(failures)) return new Set(batch);
  // An empty object names no message, and none is failed by it. [R]
  const named = failures.filter(isSaid).map((each) => field(each, 'itemIdentifier'));
  const allKnown = named.every((id) => typeof id === 'string' && batch.includes(id));
  return allKnown ? new Set(named.map(String)) : new Set(batch);
}

const isSaid = (failure: unknown): boolean => !isDeepStrictEqual(failure, {});

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
