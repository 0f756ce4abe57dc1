import type { Stream, StreamRecord } from '../../dynamodb/streams/stream';

/** What a function gets for a batch of changes. [D] lambda/latest/dg/with-ddb */
export function streamEvent(stream: Stream, batch: readonly StreamRecord[]) {
  return { Records: batch.map((record) => streamEventRecord(stream, record)) };
}

/** One change, with the images the stream's view shows; filters look at this too. */
export function streamEventRecord({ arn, view }: Stream, record: StreamRecord) {
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
