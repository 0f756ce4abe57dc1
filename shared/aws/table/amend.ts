import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Change, type Item, readItem, type Table, update } from './table';

interface Options<T> {
  /** The item that the caller has just read, or knows to be missing; absent: it is read. */
  readonly known?: { readonly item: T | undefined };
  /** Called before each try to write, with the item as it was and will be: for rows that must exist by then. */
  readonly before?: (next: T, was: T | undefined) => Promise<unknown>;
}

/**
 * Reads an item, changes it purely, and writes the difference if the item is unchanged meanwhile; else again. So a
 * repeated delivery, a slow writer and a crash can only ever add to what is there. Returns the item as it is
 * now; nothing when `change` gave nothing, which leaves it alone. Throws when the table did not take it.
 */
export async function amend<T extends object>(
  table: Table,
  key: Change['key'],
  change: (item: T | undefined) => T | undefined,
  { known, before }: Options<T> = {},
): Promise<T | undefined> {
  let read = known;
  for (let lost = 0; lost < TRIES; lost += 1) {
    const was = read ? read.item : await readItem<T>(table, key);
    const next = change(was);
    if (next === undefined) return undefined;
    const difference = differenceOf(was as Item | undefined, next as Item);
    if (!difference) return was;
    await before?.(next, was);
    const item = await update(table, { key, ...difference });
    if (item) return item as T;
    read = undefined;
    await pause(Math.random() * Math.min(2 ** lost * 4, LONGEST_PAUSE_MS));
  }
  throw new Error(`${key.pk} was written by others ${TRIES} times in a row`);
}

/** Forty environments at one incident are through long before. */
const TRIES = 60;
const LONGEST_PAUSE_MS = 250;

/** The changes to write, kept small: a set or list sends what it gained or changed. Nothing where nothing changed. */
function differenceOf(was: Item = {}, next: Item): Omit<Change, 'key'> | undefined {
  const set: Record<string, unknown> = {};
  const add: Record<string, ReadonlySet<string>> = {};
  const append: Record<string, readonly unknown[]> = {};
  const put: Record<string, ReadonlyMap<number, unknown>> = {};
  for (const [name, value] of Object.entries(next)) {
    const old = was[name];
    if (OURS.has(name) || isNothing(value) || isDeepStrictEqual(old, value)) continue;
    if (value instanceof Set && old instanceof Set && [...old].every((one) => value.has(one))) {
      add[name] = new Set([...value].filter((one) => !old.has(one)));
    } else if (Array.isArray(value) && Array.isArray(old) && isStartOf(old, value)) {
      append[name] = value.slice(old.length);
    } else {
      const places = Array.isArray(old) && Array.isArray(value) ? changedIn(old, value) : undefined;
      if (places) put[name] = places;
      else set[name] = value;
    }
  }
  const remove = Object.keys(was).filter(
    (name) => !OURS.has(name) && !isNothing(was[name]) && isNothing(next[name]),
  );
  if ([set, add, append, put, remove].every((part) => Object.keys(part).length === 0))
    return undefined;
  const { revision } = was;
  return {
    set,
    append,
    put,
    add: { ...add, revision: 1 },
    remove,
    when:
      revision === undefined
        ? { expression: 'attribute_not_exists(#revision)' }
        : { expression: '#revision = :seen', values: { seen: revision } },
  };
}

const OURS = new Set(['pk', 'sk', 'revision']);

/** DynamoDB has no empty set. */
const isNothing = (value: unknown): boolean =>
  value === undefined || (value instanceof Set && value.size === 0);

const isStartOf = (start: readonly unknown[], whole: readonly unknown[]): boolean =>
  start.length < whole.length && isDeepStrictEqual(whole.slice(0, start.length), start);

/** The entries of a long list that changed, by their places; nothing where they are so many that the list is sent. */
function changedIn(
  old: readonly unknown[],
  value: readonly unknown[],
): ReadonlyMap<number, unknown> | undefined {
  if (old.length < LONG || value.length < old.length) return undefined;
  const places = [...value.entries()].filter(([at, one]) => !isDeepStrictEqual(old[at], one));
  return places.length < LONG ? new Map(places) : undefined;
}

/** An expression has room for some tens of places. */
const LONG = 20;
