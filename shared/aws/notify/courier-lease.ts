import { type Table, update } from '../table/table';
import { courierKey } from './notice-row';

/** The lease is free or has expired. */
const FREE = 'attribute_not_exists(#leasedUntil) OR #leasedUntil <= :now';
const MINE = '#owner = :owner';

export interface Lease {
  readonly channel: string;
  readonly owner: string;
  /** The minute that `used` counts. */
  readonly minute: string;
  /** How many messages left in it. */
  readonly used: number;
  /** The accounts of its messages about one account each; at most as many as messages. */
  readonly told: readonly string[];
}

interface Wanted extends Pick<Lease, 'channel' | 'owner'> {
  readonly now: Date;
  readonly forMs: number;
}

/**
 * One courier a channel at a time, so that it gathers what several would send one by one. Nothing when the channel
 * is taken.
 */
export async function takeLease(
  table: Table,
  { channel, owner, now, forMs }: Wanted,
): Promise<Lease | undefined> {
  const leased = await update(table, {
    key: courierKey(channel),
    set: { owner, leasedUntil: new Date(now.getTime() + forMs).toISOString() },
    when: { expression: FREE, values: { now: now.toISOString() } },
  });
  if (!leased) return undefined;
  const minute = now.toISOString().slice(0, 16);
  const isSame = leased.minute === minute;
  const used = isSame ? Number(leased.used ?? 0) : 0;
  const told = isSame && Array.isArray(leased.told) ? leased.told.map(String) : [];
  return { channel, owner, minute, used, told };
}

/** Nothing happens when another courier has it by now. */
export async function endLease(table: Table, lease: Lease, now: Date): Promise<void> {
  const { channel, owner, minute, used, told } = lease;
  await update(table, {
    key: courierKey(channel),
    set: { leasedUntil: now.toISOString(), minute, used, told: [...new Set(told)] },
    when: { expression: MINE, values: { owner } },
  });
}
