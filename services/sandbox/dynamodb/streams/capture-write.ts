import type { Call } from '../../core/call';
import type { World } from '../../core/world';
import { askEngine, type EngineAnswer } from '../ask-engine';
import { outputOf } from '../proxy';
import { type Input, tableArn, tableSettings } from '../table-settings';
import { appendRecord } from './append-record';
import { withItemLocks } from './item-locks';
import { type Image, type Stream, streams } from './stream';
import { type WrittenItem, writtenItems } from './written-items';

interface Target extends WrittenItem {
  readonly keys: Image;
  readonly stream: Stream;
  /** Its key as text. */
  readonly name: string;
}

/**
 * Runs a write and puts what it changed into the streams of the tables. An item's writes wait for each
 * other, so that a record's old image is the new image of the one before.
 */
export async function captureWrite(
  world: World,
  call: Call,
  write: () => Promise<EngineAnswer>,
): Promise<EngineAnswer> {
  const targets = targetsOf(world, call);
  if (targets.length === 0) return write();
  const locks = targets.map(({ stream, name }) => `${stream.arn} ${name}`);
  return withItemLocks(world, locks, async () => {
    const before = await Promise.all(targets.map((target) => imageBefore(world, call, target)));
    const answer = await write();
    if (answer.status >= 400) return answer;
    const after = await Promise.all(targets.map((target) => imageAfter(world, call, target)));
    for (const [at, { stream, keys, name }] of targets.entries()) {
      stream.images.set(name, after[at]);
      appendRecord(world, stream, { keys, oldImage: before[at], newImage: after[at] });
    }
    return answer;
  });
}

/** The items of the call whose table has a stream. */
function targetsOf(world: World, call: Call): readonly Target[] {
  return writtenItems(call).flatMap((item) => {
    const settings = tableSettings(world).get(tableArn(call, item.table));
    const stream = streams(world).get(settings?.streamArn ?? '');
    if (settings === undefined || stream === undefined) return [];
    const keys = Object.fromEntries(settings.keyNames.map((name) => [name, item.keyOrItem[name]]));
    return [{ ...item, keys, stream, name: JSON.stringify(keys) }];
  });
}

/** Every write passes here, so what the last one left needs no reading. */
async function imageBefore(world: World, call: Call, target: Target): Promise<Image | undefined> {
  const { stream, name } = target;
  if (!stream.images.has(name)) stream.images.set(name, await read(world, call, target));
  return stream.images.get(name);
}

/** Only an update has to be read to know what it made. */
async function imageAfter(world: World, call: Call, target: Target): Promise<Image | undefined> {
  if (target.kind === 'delete') return undefined;
  return target.kind === 'put' ? target.keyOrItem : read(world, call, target);
}

/** Undefined when there is none, and when the engine refuses the key: then it refuses the write too. */
async function read(
  world: World,
  call: Call,
  { table, keys: Key }: Target,
): Promise<Image | undefined> {
  const TableName = table.split('table/').at(-1);
  const body = JSON.stringify({ TableName, Key, ConsistentRead: true });
  const answer = await askEngine(world, call, { action: 'GetItem', body });
  return answer.status === 400 ? undefined : (outputOf(answer).Item as Input | undefined);
}
