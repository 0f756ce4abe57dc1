import type { Place } from '../core/place';
import { Refusal, type World } from '../core/service';
import { askEngine } from './engine';
import { outputOf } from './proxy';
import { streams } from './streams/stream';
import {
  describeSettings,
  type Input,
  readSettings,
  type TableSettings,
  tableArn,
  tableSettings,
} from './table-settings';

const unknownToEngine = [
  'StreamSpecification',
  'SSESpecification',
  'TableClass',
  'DeletionProtectionEnabled',
  'Tags',
];

/** Makes the table and remembers what the engine cannot keep; returns its description. */
export async function createTable(world: World, place: Place, input: Input): Promise<Input> {
  checkStream(input);
  const trimmed = Object.entries(input).filter(([name]) => !unknownToEngine.includes(name));
  const body = JSON.stringify(Object.fromEntries(trimmed));
  const output = outputOf(await askEngine(world, place, { action: 'CreateTable', body }));
  const arn = tableArn(place, String(input.TableName));
  const settings = readSettings(input, arn, world.now());
  tableSettings(world).set(arn, settings);
  openStream(world, settings);
  return describeSettings(output.TableDescription as Input, arn, settings);
}

/** Refuses while deletion protection is on, as DynamoDB does. */
export async function deleteTable(world: World, place: Place, tableName: string): Promise<Input> {
  const arn = tableArn(place, tableName);
  if (tableSettings(world).get(arn)?.deletionProtection) {
    throw new Refusal(
      'ValidationException',
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
    );
  }
  const body = JSON.stringify({ TableName: tableName });
  const output = outputOf(await askEngine(world, place, { action: 'DeleteTable', body }));
  const settings = tableSettings(world).get(arn);
  tableSettings(world).delete(arn);
  return describeSettings(output.TableDescription as Input, arn, settings);
}

const views = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'];

/** Refuses a specification that DynamoDB would not take. */
function checkStream({ StreamSpecification }: Input): void {
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
function openStream(world: World, { stream, streamArn }: TableSettings): void {
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
