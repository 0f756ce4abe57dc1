import type { DarkFile, Span } from '../../domain/dark';
import type { DarkRound } from '../../domain/dark-round';
import { given } from '../../domain/given';
import { type Item, isWritten, readItem, type Table, update } from '../table/table';

/**
 * How far the reading of an incident has come: what is covered of each place, and the counts so far. It is one item,
 * so that a second of the dark is both covered and counted, or neither.
 */
export interface DarkProgress<Tally> {
  /** By `account/Region`. */
  readonly covered: Readonly<Record<string, readonly Span[]>>;
  readonly files: readonly DarkFile[];
  /** The round through the rest of the organization; absent before it began, or where only one account was blind. */
  readonly round?: DarkRound;
  /** Absent before anything was counted. */
  readonly tally?: Tally;
  /** Absent before one was written. */
  readonly manifest?: WrittenManifest;
}

export interface WrittenManifest {
  readonly key: string;
  readonly sha256: string;
  /** How many files it lists. */
  readonly files: number;
}

export interface ClaimedDark<Tally> extends DarkProgress<Tally> {
  readonly owner: string;
}

const darkKey = (id: string) => ({ pk: `INCIDENT#${id}`, sk: 'DARK' });

/** The lease is free, has expired, or is ours already: this is a retry. */
const FREE = 'attribute_not_exists(#owner) OR #leaseUntil < :now OR #owner = :owner';
/** The lease is still ours. */
const OURS = '#owner = :owner';
/** Nothing is under way that would come later than now. */
const NONE_UNDER_WAY = 'attribute_not_exists(#nextAt) OR #nextAt <= :now';

export interface Claim {
  readonly owner: string;
  readonly now: Date;
  readonly leaseMs: number;
}

/** The reading, which is ours until the lease ends; nothing when another investigator has it. */
export async function claimDark<Tally>(
  table: Table,
  id: string,
  { owner, now, leaseMs }: Claim,
): Promise<ClaimedDark<Tally> | undefined> {
  const item = await update(table, {
    key: darkKey(id),
    set: { owner, leaseUntil: new Date(now.getTime() + leaseMs).toISOString() },
    when: { expression: FREE, values: { owner, now: now.toISOString() } },
  });
  return item && { ...progressIn<Tally>(item), owner };
}

/** False when another investigator has taken it over: what we know is not to be written then. */
export const saveDark = <Tally>(
  table: Table,
  id: string,
  { owner, covered, files, round, tally, manifest }: ClaimedDark<Tally>,
): Promise<boolean> =>
  isWritten(table, {
    key: darkKey(id),
    set: {
      covered,
      files,
      ...(round && { round }),
      ...(tally !== undefined && { tally }),
      ...(manifest && { manifest }),
    },
    when: { expression: OURS, values: { owner } },
  });

/** Lets the next message in at once. */
export async function releaseDark(table: Table, id: string, owner: string): Promise<void> {
  await update(table, {
    key: darkKey(id),
    remove: ['owner', 'leaseUntil'],
    when: { expression: OURS, values: { owner } },
  });
}

/** True for the one invocation, of many that are due at once, that is to send the next message. */
export const isNextMine = (
  table: Table,
  id: string,
  { now, at }: { readonly now: Date; readonly at: Date },
): Promise<boolean> =>
  isWritten(table, {
    key: darkKey(id),
    set: { nextAt: at.toISOString() },
    when: { expression: NONE_UNDER_WAY, values: { now: now.toISOString() } },
  });

/** Nothing when the reading has not begun. */
export async function findDark<Tally>(
  table: Table,
  id: string,
): Promise<DarkProgress<Tally> | undefined> {
  const item = await readItem(table, darkKey(id));
  return item && progressIn<Tally>(item);
}

function progressIn<Tally>(item: Item): DarkProgress<Tally> {
  const { covered, files, round, tally, manifest } = item as Partial<DarkProgress<Tally>>;
  return {
    covered: covered ?? {},
    files: files ?? [],
    ...given({ round, tally, manifest }),
  };
}
