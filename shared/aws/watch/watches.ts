import { given } from '../../domain/given';
import type { Watch, WatchedPlace } from '../../domain/watch';
import { type Item, isWritten, queryAll, readItem, type Table, update } from '../table/table';

/** A series that begins where none was under way has no end and no leaving. */
const ENDING_OR_LEFT = ['endedAt', 'expiresAt', 'departedAt'];

const ACTIVE = 'attribute_exists(#startedAt) AND attribute_not_exists(#endedAt)';

/**
 * Begins a series anew, unless one of this blow or a later one has begun. An echo of our own call, told in whole
 * seconds, is no other blow. The first look, or the looks after it, see a blow within the seconds before the first
 * look. Says whether it did. Throws when the table cannot be written, as all functions here.
 */
export async function beginWatch(table: Table, watch: Watch): Promise<boolean> {
  const floor = new Date(Date.parse(watch.startedAt) - ECHO_MS).toISOString();
  return isWritten(table, {
    key: watchKey(watch),
    set: watchRow(watch),
    remove: ['endedAt', 'expiresAt', ...(watch.departedAt ? [] : ['departedAt'])],
    when: {
      expression: 'attribute_not_exists(#startedAt) OR #startedAt < :floor',
      values: { floor },
    },
  });
}

/** As long as the first look takes: a series must not begin anew before any message of it can arrive. */
const ECHO_MS = 5_000;

/** The series goes on; nothing happens where this look is no longer its next. Says whether it was. */
export async function advanceWatch(table: Table, before: Watch, after: Watch): Promise<boolean> {
  const { owedSince, wakeAt, departedAt } = after;
  return isWritten(table, {
    key: watchKey(before),
    set: watchRow(after),
    remove: [
      ...(owedSince ? [] : ['owedSince']),
      ...(wakeAt ? [] : ['wakeAt']),
      ...(departedAt ? [] : ['departedAt']),
    ],
    when: isNext(before),
  });
}

/** The series is over: a message that still asks for a look of it is stale. Says whether it was its next. */
export async function endWatch(table: Table, before: Watch, at: string): Promise<boolean> {
  return isWritten(table, {
    key: watchKey(before),
    set: { endedAt: at, expiresAt: Math.floor(Date.parse(at) / 1_000) + KEPT_S },
    when: isNext(before),
  });
}

/** Only for tidiness: the end of a series is written, and never left to TTL. */
const KEPT_S = 86_400;

/**
 * The look is still the next one of the series. Meanwhile no person has planned an earlier end of an exemption, and
 * the departed account was not heard.
 */
const isNext = ({ startedAt, look, wakeAt, departedAt }: Watch) => ({
  expression: `#startedAt = :startedAt AND #look = :look AND attribute_not_exists(#endedAt) AND ${
    wakeAt ? '#wakeAt = :wakeAt' : 'attribute_not_exists(#wakeAt)'
  } AND ${departedAt ? '#departedAt = :departedAt' : 'attribute_not_exists(#departedAt)'}`,
  values: { startedAt, look, ...(wakeAt && { wakeAt }), ...(departedAt && { departedAt }) },
});

/**
 * The place is looked at by `at`, or earlier where that is planned; where nothing is planned, `watch` begins.
 * Returns the series whose next look this became; nothing where an earlier look was planned.
 */
export async function oweLook(table: Table, watch: Watch, at: string): Promise<Watch | undefined> {
  const owed = (await beginQuiet(table, watch)) ?? (await lookBy(table, watch, at));
  return owed && watchIn(owed);
}

/** Where no series is under way, this one begins; nothing where one is. */
const beginQuiet = (table: Table, watch: Watch): Promise<Item | undefined> =>
  update(table, {
    key: watchKey(watch),
    set: watchRow(watch),
    remove: ENDING_OR_LEFT,
    when: { expression: `NOT (${ACTIVE})` },
  });

/** The next look of the series under way comes by then; nothing where it comes earlier anyhow. */
const lookBy = (table: Table, place: WatchedPlace, nextAt: string): Promise<Item | undefined> =>
  update(table, {
    key: watchKey(place),
    set: { nextAt },
    when: { expression: `${ACTIVE} AND #nextAt > :nextAt` },
  });

/**
 * The series of an account that left, in place of any that began before: its look ends what is owed there. Says
 * whether it was written. It is not written over a series that began later, since the account may have come back.
 */
export async function leaveWatch(table: Table, watch: Watch): Promise<boolean> {
  return isWritten(table, {
    key: watchKey(watch),
    set: watchRow({ ...watch, isLeft: true }),
    remove: ['endedAt', 'expiresAt', 'owedSince', 'wakeAt'],
    when: { expression: 'attribute_not_exists(#startedAt) OR #startedAt <= :startedAt' },
  });
}

/**
 * The close looks at an account that left, in place of any series. The account and AWS Organizations both tell of
 * its leaving, and each event may come again: one series begins. Says whether it did.
 */
export async function departWatch(table: Table, watch: Watch): Promise<boolean> {
  return isWritten(table, {
    key: watchKey(watch),
    set: watchRow(watch),
    remove: ['endedAt', 'expiresAt', 'owedSince', 'wakeAt'],
    when: { expression: 'attribute_not_exists(#departedAt) OR #departedAt < :departedAt' },
  });
}

/** The account that left is heard again: it has come back, and its place is watched like any other. */
export async function rejoinWatch(
  table: Table,
  place: WatchedPlace,
  departedAt: string,
): Promise<void> {
  await update(table, {
    key: watchKey(place),
    remove: ['departedAt'],
    when: { expression: '#departedAt = :departedAt', values: { departedAt } },
  });
}

/**
 * The place is looked at when an exemption ends there, whether a series is under way or `watch` has to wait for the
 * end. An earlier planned end stays.
 */
export async function wakeAtEnd(table: Table, watch: Watch, wakeAt: string): Promise<void> {
  if (await beginQuiet(table, watch)) return;
  await update(table, {
    key: watchKey(watch),
    set: { wakeAt },
    when: {
      expression: `${ACTIVE} AND (attribute_not_exists(#wakeAt) OR #wakeAt > :wakeAt OR #wakeAt < :now)`,
      values: { now: watch.startedAt },
    },
  });
  await lookBy(table, watch, wakeAt);
}

/** Every place that is watched; with `dueBy`, only those whose next look is due by then. One Query. */
export async function findWatches(
  table: Table,
  { dueBy }: { readonly dueBy?: string } = {},
): Promise<readonly Watch[]> {
  const found = await queryAll(table, {
    key: { expression: '#pk = :pk', values: { pk: WATCH } },
    // An ended series stays for a day or two, until the table's TTL takes it.
    filter: dueBy
      ? {
          expression: 'attribute_not_exists(#endedAt) AND #nextAt <= :dueBy',
          values: { dueBy },
        }
      : { expression: 'attribute_not_exists(#endedAt)' },
    consistent: true,
  });
  return found.flatMap((item) => watchIn(item) ?? []);
}

/** Nothing when the place is not watched. */
export async function watchOf(table: Table, place: WatchedPlace): Promise<Watch | undefined> {
  const item = await readItem(table, watchKey(place));
  return item && watchIn(item);
}

/**
 * Where watches lie in the table: `WATCH`, `<account>#<Region>`. One partition, so that the sweeper asks once every
 * minute. It holds a row for each place that was struck lately, and none in quiet times. DynamoDB splits a partition
 * by its sort keys where it is written hot ([D] bp-partition-key-design).
 */
export const WATCH = 'WATCH';

export const watchKey = ({ accountId, region }: WatchedPlace): { pk: string; sk: string } => ({
  pk: WATCH,
  sk: `${accountId}#${region}`,
});

export const watchRow = ({ accountId, region, isLeft, ...watch }: Watch): Item => ({
  kind: 'watch',
  place: { accountId, region },
  ...watch,
  ...(isLeft && { leftAt: watch.startedAt }),
});

/** Nothing when the series has ended, or the item is no watch. */
export function watchIn(item: Item): Watch | undefined {
  if (item.kind !== 'watch' || item.endedAt !== undefined) return undefined;
  const { place, startedAt, why, look, quiet, nextAt, owedSince, wakeAt, departedAt } =
    item as unknown as Omit<Watch, 'accountId' | 'region'> & { readonly place?: WatchedPlace };
  if (!place || typeof nextAt !== 'string' || typeof startedAt !== 'string') return undefined;
  return {
    ...{ ...place, startedAt, why, look, quiet, nextAt },
    ...given({ owedSince, wakeAt, departedAt }),
    // Of this series only: one that began since says that the account has come back.
    ...(item.leftAt === startedAt && { isLeft: true }),
  };
}

/** How many close looks a minute takes. */
export interface CloseLooks {
  readonly ofOne: number;
  readonly ofAll: number;
}

/**
 * One account may have twenty Regions, each every ten seconds; all together ten looks a second, even where a stack
 * update breaks every forwarder.
 */
const CLOSE_LOOKS: CloseLooks = { ofOne: 120, ofAll: 600 };

/**
 * Counts a close look that is to be planned, in one row a minute that all responders share. Says whether it may be
 * planned: nothing is counted where the minute is full. Throws when the table cannot be written.
 */
export async function countCloseLook(
  table: Table,
  accountId: string,
  at: string,
  { ofOne, ofAll }: CloseLooks = CLOSE_LOOKS,
): Promise<boolean> {
  const one = `of${accountId}`;
  return isWritten(table, {
    key: { pk: 'CLOSE', sk: at.slice(0, 16) },
    set: { kind: 'close', expiresAt: Math.floor(Date.parse(at) / 1_000) + COUNT_KEPT_S },
    add: { all: 1, [one]: 1 },
    when: {
      expression: `(attribute_not_exists(#all) OR #all < :ofAll) AND (attribute_not_exists(#${one}) OR #${one} < :ofOne)`,
      values: { ofOne, ofAll },
    },
  });
}

const COUNT_KEPT_S = 3_600;
