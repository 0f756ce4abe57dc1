import { setImmediate as nextTurn } from 'node:timers/promises';
import type { World } from '../../core/service';
import { waitFor } from '../../core/wait-for';
import { type Stream, streams } from '../../dynamodb/streams/stream';
import { findFunction, invokeFunction } from '../invoke';
import { failedMessages } from '../poll-queue';
import { mayReadStream } from '../role-of-function';
import { lambdaOf, type StreamMapping } from '../state';
import { giveUp } from './give-up';
import { type Batch, streamEvent, type Taken, takeRecords } from './take-records';

const longest = 60_000;

/** The one poller of a stream: a batch is over, one way or the other, before the next is taken. */
export async function pollStream(
  world: World,
  mapping: StreamMapping,
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    const stream = streams(world).get(mapping.sourceArn);
    if (stream === undefined || !lambdaOf(world).functions.has(mapping.functionArn)) return;
    await nextTurn();
    if (!mayReadStream(world, mapping)) {
      await waitFor({ milliseconds: 1000, giveUp: stopped });
      continue;
    }
    const { taken, end } = await gather(mapping, stream, stopped);
    const done = await deliverRecords({ world, mapping, stream, stopped }, taken);
    if (done) mapping.position = end;
    else return;
    if (taken.length > 0) continue;
    await waitFor({ milliseconds: longest, waiting: stream.waiting, giveUp: stopped });
  }
}

/** With a batching window, waits for more once there is something. */
async function gather(
  mapping: StreamMapping,
  stream: Stream,
  stopped: AbortSignal,
): Promise<Batch> {
  const deadline = performance.now() + mapping.batchingWindow * 1000;
  for (;;) {
    const batch = takeRecords(mapping, stream);
    const left = deadline - performance.now();
    const { length } = batch.taken;
    if (length === 0 || length === mapping.batchSize || left <= 0 || stopped.aborted) return batch;
    await waitFor({ milliseconds: left, waiting: stream.waiting, giveUp: stopped });
  }
}

interface Delivering {
  readonly world: World;
  readonly mapping: StreamMapping;
  readonly stream: Stream;
  readonly stopped: AbortSignal;
}

/** AWS keeps a record for 24 hours. */
const streamSeconds = 24 * 3600;

/**
 * Invokes until every record was taken or given up, in order. [D] lambda/latest/dg/services-ddb-errors
 * False when it was stopped before that: the records not done come again.
 */
async function deliverRecords(
  delivering: Delivering,
  taken: readonly Taken[],
  attempt = 0,
): Promise<boolean> {
  const { mapping, stopped } = delivering;
  const batch = young(delivering, taken, attempt);
  const [first] = batch;
  if (first === undefined) return true;
  mapping.position = first.position;
  const { functions } = lambdaOf(delivering.world);
  if (stopped.aborted || !functions.has(mapping.functionArn)) return false;
  const undone = await attemptBatch(delivering, batch);
  if (undone.length === 0) return true;
  if (mapping.bisects && undone.length > 1) return deliverHalves(delivering, undone, attempt);
  if (attempt >= (mapping.maximumRetries ?? Number.POSITIVE_INFINITY)) {
    giveUp(delivering, undone, { condition: 'RetryAttemptsExhausted', attempts: attempt + 1 });
    return true;
  }
  const { streamRetryMilliseconds: shortest } = lambdaOf(delivering.world);
  const milliseconds = Math.min(longest, shortest * 2 ** attempt);
  await waitFor({ milliseconds, giveUp: stopped });
  return deliverRecords(delivering, undone, attempt + 1);
}

/** Splitting does not count as a retry. */
async function deliverHalves(
  delivering: Delivering,
  undone: readonly Taken[],
  attempt: number,
): Promise<boolean> {
  const middle = Math.ceil(undone.length / 2);
  const first = await deliverRecords(delivering, undone.slice(0, middle), attempt);
  return first && deliverRecords(delivering, undone.slice(middle), attempt);
}

/** What is left of the batch: from the first that failed on, also of those that went well behind it. */
async function attemptBatch(
  delivering: Delivering,
  batch: readonly Taken[],
): Promise<readonly Taken[]> {
  const { world, mapping, stream } = delivering;
  const records = batch.map(({ record }) => record);
  const to = findFunction(world, mapping.functionArn);
  const result = await invokeFunction(world, to, streamEvent(stream, records));
  const numbers = records.map(({ sequenceNumber }) => sequenceNumber);
  const failed = failedMessages(numbers, result, mapping.reportsFailures);
  const firstFailed = numbers.findIndex((number) => failed.has(number));
  if (firstFailed >= 0) return batch.slice(firstFailed);
  return repeatsNow(world) ? attemptBatch(delivering, batch) : [];
}

/** At least once: what went well may come again, as after a poller that died before it said so. */
function repeatsNow(world: World): boolean {
  const state = lambdaOf(world);
  if (state.streamRepeats === 0) return false;
  state.streamRepeats -= 1;
  return true;
}

/** Without the records that are too old, which are given up. */
function young(
  delivering: Delivering,
  taken: readonly Taken[],
  attempts: number,
): readonly Taken[] {
  const { world, mapping } = delivering;
  const oldest = world.now().getTime() - (mapping.maximumAgeSeconds ?? streamSeconds) * 1000;
  const isOld = ({ record }: Taken) => record.at.getTime() < oldest;
  const old = taken.filter(isOld);
  if (old.length === 0) return taken;
  giveUp(delivering, old, { condition: 'RecordAgeExceeded', attempts });
  return taken.filter((each) => !isOld(each));
}
