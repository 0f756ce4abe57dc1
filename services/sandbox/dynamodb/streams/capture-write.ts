import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { perWorld } from '../../core/per-world';
import type { Call, World } from '../../core/service';
import { askEngine, type EngineAnswer } from '../engine';
import { outputOf } from '../proxy';
import { type Input, list, part, tableArn, tableSettings } from '../table-settings';
import { type Image, type Stream, type StreamRecord, streams } from './stream';

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

interface WrittenItem {
  readonly table: string;
  /** Holds at least the key's attributes. */
  readonly keyOrItem: Input;
  readonly kind: 'put' | 'delete' | 'update';
}

/** What PutItem, UpdateItem, DeleteItem or BatchWriteItem is about to write. */
function writtenItems({ action, input }: Call): readonly WrittenItem[] {
  if (action === 'BatchWriteItem') return inBatch(input);
  const table = String(input.TableName);
  if (action === 'PutItem') return [{ table, kind: 'put', keyOrItem: part(input.Item) }];
  const kind = action === 'DeleteItem' ? 'delete' : 'update';
  return [{ table, kind, keyOrItem: part(input.Key) }];
}

function inBatch({ RequestItems }: Input): readonly WrittenItem[] {
  return Object.entries(part(RequestItems)).flatMap(([table, requests]) =>
    list(requests).map(
      ({ PutRequest, DeleteRequest }): WrittenItem =>
        PutRequest === undefined
          ? { table, kind: 'delete', keyOrItem: part(part(DeleteRequest).Key) }
          : { table, kind: 'put', keyOrItem: part(part(PutRequest).Item) },
    ),
  );
}

const locksOf = perWorld(() => new Map<string, Promise<unknown>>());

/** Runs after everything that asked for one of these locks before; nothing that asks later runs beside it. */
function withItemLocks<T>(
  world: World,
  names: readonly string[],
  run: () => Promise<T>,
): Promise<T> {
  const locks = locksOf(world);
  const earlier = names.map((name) => locks.get(name));
  // All locks are taken at once, so that two batches cannot wait for each other.
  const result = Promise.allSettled(earlier).then(run);
  for (const name of names) locks.set(name, result);
  const free = () => {
    for (const name of names) if (locks.get(name) === result) locks.delete(name);
  };
  result.then(free, free);
  return result;
}

/** AWS keeps records for 24 hours; here the newest. */
const kept = 20_000;

interface Change {
  readonly keys: Image;
  readonly oldImage: Image | undefined;
  readonly newImage: Image | undefined;
}

/** A write that changed nothing leaves no record. [D] dynamodb Streams */
function appendRecord(world: World, stream: Stream, change: Change): void {
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
