import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { World } from '../../core/world';
import type { Image, Stream, StreamRecord } from './stream';

/** AWS keeps records for 24 hours; here the newest. */
const kept = 20_000;

export interface Change {
  readonly keys: Image;
  readonly oldImage: Image | undefined;
  readonly newImage: Image | undefined;
}

/** A write that changed nothing leaves no record. [D] dynamodb Streams */
export function appendRecord(world: World, stream: Stream, change: Change): void {
  const { oldImage, newImage } = change;
  if (isDeepStrictEqual(withSortedSets(oldImage), withSortedSets(newImage))) return;
  stream.records.push({
    ...change,
    id: randomBytes(16).toString('hex'),
    eventName: eventNameOf(change),
    sequenceNumber: sequenceNumber(stream),
    at: world.now(),
  });
  if (stream.records.length >= kept * 2) {
    stream.dropped += stream.records.splice(0, stream.records.length - kept).length;
  }
  for (const wake of [...stream.waiting]) wake();
}

function eventNameOf({ oldImage, newImage }: Change): StreamRecord['eventName'] {
  if (oldImage === undefined) return 'INSERT';
  return newImage === undefined ? 'REMOVE' : 'MODIFY';
}

/** Of one length, so that they sort as text too. */
function sequenceNumber({ dropped, records }: Stream): string {
  return String(100_000_000_000_000_000_000n + BigInt(dropped + records.length + 1));
}

const sets = ['SS', 'NS', 'BS'];

/** The members of a set have no order. */
function withSortedSets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedSets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      sets.includes(name) && Array.isArray(each) ? [...each].sort() : withSortedSets(each),
    ]),
  );
}
