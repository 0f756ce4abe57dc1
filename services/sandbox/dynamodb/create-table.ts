import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { askEngine } from './ask-engine';
import { describeSettings } from './describe-settings';
import type { Place } from './engine';
import { outputOf } from './proxy';
import { checkStream, openStream } from './streams/open-stream';
import { type Input, readSettings, tableArn, tableSettings } from './table-settings';

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
