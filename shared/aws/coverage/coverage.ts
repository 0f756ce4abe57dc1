import type { CoverageLook, Sweep } from '../../domain/coverage';
import type { Place } from '../../domain/place';
import { type Change, type Item, type Table, update } from '../table/table';

/**
 * Writes down the result of a look at an account × Region. The later look wins: an overtaken look changes nothing.
 * `since` moves only when the outcome does. Throws when the table cannot be written.
 */
export async function recordCoverage(table: Table, look: CoverageLook): Promise<void> {
  const { accountId, region, coverage, lookedAt, by, ...left } = look;
  const key = coverageKey(look);
  const set = {
    kind: 'coverage',
    place: { accountId, region },
    outcome: coverage.kind,
    coverage,
    lookedAt,
    by,
    expiresAt: Math.floor(Date.parse(lookedAt) / 1_000) + KEPT_S,
    ...left,
  };
  const remove = LEFT.filter((name) => !left[name]);
  const values = { lookedAt, outcome: coverage.kind };
  const same = await update(table, {
    key,
    set,
    remove,
    when: { expression: '#outcome = :outcome AND #lookedAt < :lookedAt', values },
  });
  if (same) return;
  await update(table, {
    key,
    set: { ...set, since: lookedAt },
    remove,
    when: {
      // Another outcome, or the first; never over a later look, and never over this one delivered twice.
      expression: 'attribute_not_exists(#lookedAt) OR #lookedAt < :lookedAt',
      values: { lookedAt },
    },
  });
}

/** Fields that only some looks have. */
const LEFT = ['unfinished', 'exempt', 'retired'] as const;

/**
 * An account left the organization, so a failed look at it no longer means anything. A later look stays, and so does
 * what was seen while the account was there. Throws when the table cannot be written.
 */
export async function forgetUnreachable(
  table: Table,
  left: {
    readonly accountId: string;
    readonly leftAt: string;
    readonly regions: readonly string[];
  },
): Promise<void> {
  const { accountId, leftAt, regions } = left;
  const outcome: CoverageLook['coverage']['kind'] = 'unreachable';
  for (const region of regions) {
    await update(table, {
      key: coverageKey({ accountId, region }),
      set: { kind: 'left' },
      when: {
        expression: '#outcome = :outcome AND #lookedAt <= :leftAt',
        values: { outcome, leftAt },
      },
    });
  }
}

/** For tidiness: an account that left the organization gets no more looks. */
const KEPT_S = 90 * 86_400;

/** A sweep that is ours for a while: no other sweeper goes on with it before the lease ends. */
export interface ClaimedSweep extends Sweep {
  readonly owner: string;
  /** The page to go on with; absent: the first. */
  readonly next?: string;
  /** A blow struck the whole organization, and the sweep is brought forward for that. */
  readonly isWanted?: boolean;
}

export interface Claim {
  /** Of this invocation. Lambda tries a failed one again under the same id, and that one goes on at once. */
  readonly owner: string;
  readonly now: Date;
  readonly regions: readonly string[];
  readonly everyMinutes: number;
  /** Only a sweep that was asked for (`wantSweep`), and not the schedule's. */
  readonly onlyWanted?: boolean;
}

/**
 * The sweep that is to be worked on: an abandoned one is continued, otherwise a new one begins. Nothing when
 * another sweeper works on it, or when the last one began a moment ago: a schedule may fire twice. Each is one
 * conditional write, so of two at once one gets it.
 */
export const claimSweep = async (table: Table, claim: Claim): Promise<ClaimedSweep | undefined> =>
  (await resume(table, claim)) ?? (await begin(table, claim));

async function resume(table: Table, { owner, now }: Claim): Promise<ClaimedSweep | undefined> {
  const item = await update(table, {
    key: SWEEP_KEY,
    set: { owner, leaseUntil: leaseFrom(now) },
    when: {
      // There is one, it has accounts left, and it is ours or its lease has expired.
      expression:
        'attribute_exists(#sweepId) AND attribute_not_exists(#finishedAt) AND (#owner = :owner OR #leaseUntil < :now)',
      values: { owner, now: now.toISOString() },
    },
  });
  if (!item) return undefined;
  const { next, isWanted } = item as Pick<ClaimedSweep, 'next' | 'isWanted'>;
  return { ...sweepIn(item), owner, ...(next && { next }), ...(isWanted && { isWanted }) };
}

async function begin(table: Table, claim: Claim): Promise<ClaimedSweep | undefined> {
  const { owner, now, regions, everyMinutes, onlyWanted } = claim;
  const startedAt = now.toISOString();
  const due = new Date(now.getTime() - everyMinutes * 30_000).toISOString();
  const item = await update(table, {
    key: SWEEP_KEY,
    set: {
      kind: 'sweep',
      sweepId: `sweep-${startedAt}`,
      startedAt,
      owner,
      leaseUntil: leaseFrom(now),
      regions,
      everyMinutes,
      accounts: 0,
      ...(onlyWanted && { isWanted: true }),
    },
    remove: ['next', 'finishedAt', 'wantedSoonest', ...(onlyWanted ? [] : ['isWanted'])],
    when: onlyWanted
      ? {
          // The pause is over, a request is due, no sweep began after it, and no sweep is under way.
          expression:
            '(attribute_not_exists(#restsUntil) OR #restsUntil <= :now) AND (#wantedAt <= :now AND (attribute_not_exists(#sweepId) OR #startedAt < #wantedAt) OR #wantedSoonest <= :now AND (attribute_not_exists(#sweepId) OR #startedAt < #wantedSoonest)) AND (attribute_not_exists(#sweepId) OR attribute_exists(#finishedAt))',
          values: { now: startedAt },
        }
      : {
          // There never was a sweep, or the last one is over and began long enough ago.
          expression:
            'attribute_not_exists(#sweepId) OR (attribute_exists(#finishedAt) AND #startedAt < :due)',
          values: { due },
        },
  });
  return item && { ...sweepIn(item), owner, ...(onlyWanted && { isWanted: true }) };
}

/**
 * Everything is to be looked at, at that time: a blow struck the whole organization. The soonest and the latest
 * request are kept, and the sweeper's minute fulfils both. An attacker who strikes again and again puts them off for
 * one more blow at most, and after the last one there is a sweep. The pauses between sweeps are kept as well, so
 * that an attacker who strikes every minute does not have 10,000 accounts swept without end. Throws when it could
 * not be written.
 */
export async function wantSweep(table: Table, wantedAt: string): Promise<void> {
  await update(table, {
    key: SWEEP_KEY,
    set: { kind: 'sweep', wantedAt },
    when: { expression: 'attribute_not_exists(#wantedAt) OR #wantedAt < :wantedAt' },
  });
  await update(table, {
    key: SWEEP_KEY,
    set: { kind: 'sweep', wantedSoonest: wantedAt },
    when: {
      // A request that the last sweep has fulfilled does not count any more.
      expression:
        'attribute_not_exists(#wantedSoonest) OR #wantedSoonest > :wantedSoonest OR #wantedSoonest <= #startedAt',
    },
  });
}

/** Where to go on after a page of accounts was asked for, or that it was the last. */
export interface Progress {
  readonly accounts: number;
  readonly next?: string;
  readonly now: Date;
}

/** The sweep as it is now; nothing when it is no longer ours and another sweeper goes on with it. */
export async function advanceSweep(
  table: Table,
  sweep: ClaimedSweep,
  { accounts, next, now }: Progress,
): Promise<ClaimedSweep | undefined> {
  const item = await update(table, {
    key: SWEEP_KEY,
    set: next
      ? { next, leaseUntil: leaseFrom(now) }
      : {
          finishedAt: now.toISOString(),
          ...(sweep.isWanted && { restsUntil: rest(sweep.accounts + accounts, now) }),
        },
    add: { accounts },
    ...(!next && { remove: ['next'] }),
    when: {
      expression: '#sweepId = :sweepId AND #owner = :owner AND attribute_not_exists(#finishedAt)',
      values: { sweepId: sweep.id, owner: sweep.owner },
    },
  });
  const { owner, isWanted } = sweep;
  return item && { ...sweepIn(item), owner, ...(next && { next }), ...(isWanted && { isWanted }) };
}

/** Organizations no longer knows the page: the listing begins anew, and nothing is counted twice. */
export async function restartListing(table: Table, sweep: ClaimedSweep): Promise<void> {
  await update(table, {
    key: SWEEP_KEY,
    set: { accounts: 0 },
    remove: ['next'],
    when: {
      expression: '#sweepId = :sweepId AND #owner = :owner',
      values: { sweepId: sweep.id, owner: sweep.owner },
    },
  });
}

/**
 * After a requested sweep the next requested one waits a second for each account, and five minutes at most: a small
 * organization can be swept each minute, and a large one has time for its signals. The part that was struck is put
 * back at once all the same, and its place is watched.
 */
const rest = (accounts: number, now: Date): string =>
  new Date(now.getTime() + Math.min(accounts * 1_000, LONGEST_REST_MS)).toISOString();

const LONGEST_REST_MS = 5 * 60_000;

/** Longer than a page takes, even when it is throttled; a sweep that died is continued after it. */
const leaseFrom = (now: Date): string => new Date(now.getTime() + 120_000).toISOString();

/**
 * Where coverage lies in the table:
 *
 *   COVERAGE#<region>#<last digit of the account>   ACCOUNT#<id>
 *
 * Ten partitions a Region: 10,000 accounts × 4 Regions are read with 40 Queries of half a megabyte, and
 * a sweep that writes all of them meets no partition's limit of 1,000 writes a second.
 */
export const coverageKey = ({ accountId, region }: Place): Change['key'] => ({
  pk: coveragePartition(region, accountId.slice(-1)),
  sk: `ACCOUNT#${accountId}`,
});

export const coveragePartition = (region: string, shard: string): string =>
  `COVERAGE#${region}#${shard}`;

export const coverageShards = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The one row of sweeps: at most one is under way, and the last one stays until the next begins. */
export const SWEEP_KEY = { pk: 'SWEEP', sk: 'CURSOR' } as const;

export function sweepIn(item: Item): Sweep {
  const { sweepId, startedAt, finishedAt, accounts, regions, everyMinutes } =
    item as unknown as Omit<Sweep, 'id'> & { readonly sweepId: string };
  return {
    id: sweepId,
    startedAt,
    ...(finishedAt && { finishedAt }),
    accounts: accounts ?? 0,
    regions,
    everyMinutes,
  };
}
