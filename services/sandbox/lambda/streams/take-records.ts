import type { Stream, StreamRecord } from '../../dynamodb/streams/stream';
import { matchesPattern } from '../../events/pattern/matches-pattern';
import type { StreamMapping } from '../state';

/** A record and where it stands in the stream. */
export interface Taken {
  readonly record: StreamRecord;
  readonly position: number;
}

export interface Batch {
  readonly taken: readonly Taken[];
  /** Everything before it was looked at: what the filters keep out is behind the mapping for good. */
  readonly end: number;
}

/** The next records that pass the filters, a batch at most; never waits. */
export function takeRecords(mapping: StreamMapping, stream: Stream): Batch {
  const taken: Taken[] = [];
  let position = Math.max(mapping.position, stream.dropped);
  for (; taken.length < mapping.batchSize; position += 1) {
    const record = stream.records[position - stream.dropped];
    if (record === undefined) break;
    if (passes(mapping, stream, record)) taken.push({ record, position });
  }
  return { taken, end: position };
}

function passes({ filters }: StreamMapping, stream: Stream, record: StreamRecord): boolean {
  if (filters.length === 0) return true;
  const event = streamEventRecord(stream, record);
  return filters.some(({ pattern }) => matchesPattern(pattern, event));
}

/** What a function gets for a batch of changes. [D] lambda/latest/dg/with-ddb */
export function streamEvent(stream: Stream, batch: readonly StreamRecord[]) {
  return { Records: batch.map((record) => streamEventRecord(stream, record)) };
}

/** One change, with the images the stream's view shows; filters look at this too. */
function streamEventRecord({ arn, view }: Stream, record: StreamRecord) {
  const { keys, oldImage, newImage } = record;
  const images = {
    ...(newImage && view.startsWith('NEW') && { NewImage: newImage }),
    ...(oldImage && view.endsWith('OLD_IMAGES') && { OldImage: oldImage }),
    ...(oldImage && view === 'OLD_IMAGE' && { OldImage: oldImage }),
  };
  return {
    eventID: record.id,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: arn.split(':')[3],
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(record.at.getTime() / 1000),
      Keys: keys,
      ...images,
      SequenceNumber: record.sequenceNumber,
      SizeBytes: Buffer.byteLength(JSON.stringify({ keys, ...images })),
      StreamViewType: view,
    },
    eventSourceARN: arn,
  };
}
