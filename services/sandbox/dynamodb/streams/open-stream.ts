import { Refusal } from '../../core/refusal';
import type { World } from '../../core/world';
import type { Input, TableSettings } from '../table-settings';
import { streams } from './stream';

const views = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'];

/** Refuses a specification that DynamoDB would not take. */
export function checkStream({ StreamSpecification }: Input): void {
  if (typeof StreamSpecification !== 'object' || StreamSpecification === null) return;
  const { StreamEnabled = true, StreamViewType } = StreamSpecification as Input;
  if (String(StreamEnabled) === 'true' && !views.includes(String(StreamViewType))) {
    throw new Refusal(
      'ValidationException',
      'One or more parameter values were invalid: StreamViewType is required when StreamEnabled is true',
    );
  }
}

/** From now on the table's changes are kept; does nothing for a table without a stream. */
export function openStream(world: World, { stream, streamArn }: TableSettings): void {
  if (stream === undefined || streamArn === undefined) return;
  const view = String(stream.StreamViewType);
  streams(world).set(streamArn, {
    arn: streamArn,
    view,
    records: [],
    dropped: 0,
    images: new Map(),
    waiting: new Set(),
  });
}
