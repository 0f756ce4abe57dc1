import type { Call } from '../../core/call';
import type { World } from '../../core/world';
import { askEngine, type EngineAnswer } from '../ask-engine';
import { outputOf } from '../proxy';
import { type Input, tableArn, tableSettings } from '../table-settings';
import { appendRecord } from './append-record';
import { withItemLocks } from './item-locks';
import { type Image, type Stream, streams } from './stream';
import { writtenItems } from './written-items';

interface Target {
  readonly tableName: string;
  readonly keys: Image;
  readonly stream: Stream;
}

/**
 * Runs a write and puts what it changed into the streams of the tables. Each item is read before and
 * after under its lock, so that a record's old image is the one before's new image.
 */
export async function captureWrite(
  world: World,
  call: Call,
  write: () => Promise<EngineAnswer>,
): Promise<EngineAnswer> {
  const targets = targetsOf(world, call);
  if (targets.length === 0) return write();
  return withItemLocks(world, targets.map(lockOf), async () => {
    const before = await readAll(world, call, targets);
    const answer = await write();
    if (answer.status >= 400) return answer;
    const after = await readAll(world, call, targets);
    for (const [at, { stream, keys }] of targets.entries()) {
      appendRecord(world, stream, { keys, oldImage: before[at], newImage: after[at] });
    }
    return answer;
  });
}

/** The items of the call whose table has a stream. */
function targetsOf(world: World, call: Call): readonly Target[] {
  return writtenItems(call).flatMap(({ table, keyOrItem }) => {
    const settings = tableSettings(world).get(tableArn(call, table));
    const stream = streams(world).get(settings?.streamArn ?? '');
    if (settings === undefined || stream === undefined) return [];
    const keys = Object.fromEntries(settings.keyNames.map((name) => [name, keyOrItem[name]]));
    return [{ tableName: table.split('table/').at(-1) ?? table, keys, stream }];
  });
}

const lockOf = ({ stream, keys }: Target): string => `${stream.arn} ${JSON.stringify(keys)}`;

function readAll(world: World, call: Call, targets: readonly Target[]) {
  return Promise.all(targets.map((target) => read(world, call, target)));
}

/** Undefined when there is none, and when the engine refuses the key: then it refuses the write too. */
async function read(
  world: World,
  call: Call,
  { tableName: TableName, keys: Key }: Target,
): Promise<Image | undefined> {
  const body = JSON.stringify({ TableName, Key, ConsistentRead: true });
  const answer = await askEngine(world, call, { action: 'GetItem', body });
  return answer.status === 400 ? undefined : (outputOf(answer).Item as Input | undefined);
}
