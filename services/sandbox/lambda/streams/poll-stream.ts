import { setImmediate as nextTurn } from 'node:timers/promises';
import type { World } from '../../core/world';
import { type Stream, streams } from '../../dynamodb/streams/stream';
import type { StreamMapping } from '../event-source-mapping';
import { pause } from '../pause';
import { lambdaOf } from '../state';
import { deliverRecords } from './deliver-records';
import { mayReadStream } from './may-read-stream';
import { type Batch, takeRecords } from './take-records';
import { waitForRecords } from './wait-for-records';

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
      await pause(1000, stopped);
      continue;
    }
    const { taken, end } = await gather(mapping, stream, stopped);
    const done = await deliverRecords({ world, mapping, stream, stopped }, taken);
    if (done) mapping.position = end;
    else return;
    if (taken.length === 0) await waitForRecords(stream, longest, stopped);
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
    await waitForRecords(stream, left, stopped);
  }
}
