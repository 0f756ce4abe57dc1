import type { SilentPlace, Tick, Ticking } from '../../domain/tick';

/**
 * A tick comes once a minute, some seconds late at worst ([D] eb-create-rule-schedule). After this time one was missed.
 * Its place is looked at by the next reading, so at most 160 s after its last tick.
 */
const TICK_LATE_MS = 100_000;

/**
 * The ticks to keep after the queue was emptied. A tick that comes late or twice changes nothing, and no tick is
 * forgotten for its age: an intruder who silenced a place would only have to wait for that.
 */
export function afterTicks(
  before: Omit<Ticking, 'readAt'>,
  ticks: readonly Tick[],
  now: Date,
): Ticking {
  const last = new Map(Object.entries(before.last));
  for (const { accountId, at } of ticks) {
    last.set(accountId, Math.max(last.get(accountId) ?? 0, Date.parse(at) / 1_000));
  }
  return { ...before, last: Object.fromEntries(last), readAt: now.toISOString() };
}

/**
 * Without the accounts that two whole lists of the organization, one after the other, do not name. One list may miss
 * an account, and only a place that has ticked can be missed later. Nothing where there is nothing to write. An
 * account that ticked since the listing began has joined, or come back.
 */
export function withoutLeft(
  ticking: Ticking,
  listed: ReadonlySet<string>,
  listedFrom: string,
): Ticking | undefined {
  const { unlisted: before = [], ...row } = ticking;
  const all = Object.entries(row.last);
  const missing = all
    .filter(([id, s]) => !listed.has(id) && s * 1_000 < Date.parse(listedFrom))
    .map(([id]) => id);
  if (missing.length === 0 && before.length === 0) return undefined;
  const known = new Set(before);
  const gone = new Set(missing.filter((id) => known.has(id)));
  const unlisted = missing.filter((id) => !gone.has(id));
  return {
    ...row,
    last: Object.fromEntries(all.filter(([id]) => !gone.has(id))),
    ...(unlisted.length > 0 && { unlisted }),
  };
}

/** The places whose next tick was late when the queue was last emptied. */
export const silentIn = ({ region, last, readAt }: Ticking): readonly SilentPlace[] =>
  Object.entries(last)
    .map(([accountId, s]) => ({
      ...{ accountId, region, since: new Date(s * 1_000).toISOString() },
      forMs: Date.parse(readAt) - s * 1_000,
    }))
    .filter(({ forMs }) => forMs > TICK_LATE_MS);

/**
 * Since when no account's tick has come: then the centre takes none, and there is one thing to mend. Nothing while
 * any account is heard, or where only one ever was.
 */
export function nothingHeardSince(tickings: readonly Ticking[]): string | undefined {
  const accounts = new Set(tickings.flatMap(({ last }) => Object.keys(last)));
  if (accounts.size < 2) return undefined;
  const newest = tickings
    .flatMap(({ last }) => Object.values(last))
    .reduce((one, other) => Math.max(one, other));
  const readAt = tickings
    .map((one) => Date.parse(one.readAt))
    .reduce((one, other) => Math.max(one, other));
  return readAt - newest * 1_000 > TICK_LATE_MS
    ? new Date(newest * 1_000).toISOString()
    : undefined;
}

/** Did this place fall silent together with all the others, and not earlier by itself? */
export const isSilentWithAll = ({ since }: Pick<SilentPlace, 'since'>, all: string): boolean =>
  Date.parse(all) - Date.parse(since) <= TICK_LATE_MS;

/**
 * Is a silent place looked at in this minute? Its events do not reach us, so it is looked at every minute instead;
 * after an hour every quarter of an hour; after a day by the sweeps alone.
 */
export const isLookedAt = (place: SilentPlace): boolean => {
  const minutes = Math.floor(place.forMs / 60_000);
  return minutes < 60 || (isOfToday(place) && minutes % 15 === 0);
};

/** After a day only sweeps look at it. */
export const isOfToday = ({ forMs }: SilentPlace): boolean => forMs < 24 * 60 * 60_000;

/**
 * A heartbeat goes with the first look at a late place, and with one look in each quarter of an hour: its silence is
 * an incident.
 */
export const isHeartbeatWanted = ({ forMs }: SilentPlace, lateMs = TICK_LATE_MS): boolean =>
  forMs < lateMs + 60_000 || Math.floor(forMs / 60_000) % 15 === 0;
