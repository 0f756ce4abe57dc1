import type { Heartbeat } from '../../domain/heartbeat';
import type { SilentPlace, Ticking } from '../../domain/tick';
import type { WatchedPlace } from '../../domain/watch';
import { silentIn } from './ticks';
import { placeKey } from './with-ticks';

/**
 * A beat that was not heard after so long is a reason to look. It is longer than AWS was seen to be deaf after a
 * trail was started (180 to 199 s, aws-facts section 11): a beat that left in that time is lost although the place
 * is not cut.
 */
export const BEAT_LATE_MS = 4 * 60_000;

/** From then on the place does not count as guarded: the beat that went with the look was not heard either. */
const UNANSWERED_MS = 2 * BEAT_LATE_MS;

interface Beating {
  readonly tickings: readonly Ticking[];
  readonly heartbeats: readonly Heartbeat[];
  readonly now: Date;
}

/**
 * The places that tick, and whose beats leave and are not heard: their ticks may pass alone. A place whose ticks
 * stopped as well is looked at for that reason; a place that never ticked is left to the sweeps.
 */
export function unansweredIn({ tickings, heartbeats, now }: Beating): readonly SilentPlace[] {
  const ticking = new Set(ticksOf(tickings).map(placeKey));
  return heartbeats.flatMap(({ accountId, region, silentSince: since }) => {
    if (!since || !ticking.has(placeKey({ accountId, region }))) return [];
    const forMs = now.getTime() - Date.parse(since);
    return forMs > BEAT_LATE_MS ? [{ accountId, region, since, forMs }] : [];
  });
}

/**
 * Since when nearly every place that beats is unanswered. The likely cause is the way that all of them share, or the
 * beat itself, and little follows for each place. Nothing where only one account is affected.
 */
export function allUnansweredSince(
  unanswered: readonly Pick<SilentPlace, 'accountId' | 'since'>[],
  heartbeats: readonly Heartbeat[],
): string | undefined {
  const accounts = new Set(unanswered.map(({ accountId }) => accountId));
  const beating = heartbeats.filter(({ sentAt }) => sentAt !== undefined);
  if (accounts.size < 2 || unanswered.length < NEARLY_ALL * beating.length) return undefined;
  return unanswered.map(({ since }) => since).reduce((one, other) => (one < other ? one : other));
}

const NEARLY_ALL = 0.9;

/** Of those, the places that must not count as guarded. */
export const unheardIn = (beating: Beating): readonly SilentPlace[] =>
  unansweredIn(beating).filter(({ since }) => unansweredSince({ silentSince: since }, beating.now));

/** Since when the beats of such a place are unanswered; nothing while one may be on its way. */
export const unansweredSince = (
  heartbeat: Pick<Heartbeat, 'silentSince'> | undefined,
  now: Date,
): string | undefined => {
  const since = heartbeat?.silentSince;
  return since && now.getTime() - Date.parse(since) > UNANSWERED_MS ? since : undefined;
};

/**
 * The places of the accounts whose turn it is to beat, the longest overdue first. Each account has its beats at a time
 * that its people cannot foresee: between a half and one and a half of the interval after the last ones, every minute
 * of it as likely as another.
 */
export function beatsDue(
  { tickings, heartbeats, now }: Beating,
  { everyMinutes, chance }: { readonly everyMinutes: number; readonly chance: () => number },
): readonly (readonly WatchedPlace[])[] {
  const triedAt = new Map(heartbeats.map((one) => [placeKey(one), lastTried(one)]));
  const accounts = new Map<string, { readonly places: WatchedPlace[]; ageMinutes: number }>();
  for (const place of ticksOf(tickings)) {
    const at = triedAt.get(placeKey(place)) ?? '';
    const age = at === '' ? Number.POSITIVE_INFINITY : (now.getTime() - Date.parse(at)) / 60_000;
    const account = accounts.get(place.accountId) ?? { places: [], ageMinutes: 0 };
    account.places.push(place);
    account.ageMinutes = Math.max(account.ageMinutes, age);
    accounts.set(place.accountId, account);
  }
  return [...accounts.values()]
    .filter(({ ageMinutes }) => isDue(ageMinutes, everyMinutes, chance()))
    .sort(
      (one, other) =>
        Number(one.ageMinutes < other.ageMinutes) - Number(one.ageMinutes > other.ageMinutes),
    )
    .map(({ places }) => places);
}

function isDue(ageMinutes: number, everyMinutes: number, chance: number): boolean {
  if (ageMinutes < everyMinutes / 2) return false;
  const minutesLeft = 1.5 * everyMinutes - ageMinutes;
  return minutesLeft <= 1 || chance < 1 / minutesLeft;
}

/** A beat that could not leave counts as tried: a place that refuses us is not asked each minute. */
const lastTried = ({ sentAt = '', unsentAt = '' }: Heartbeat): string =>
  sentAt > unsentAt ? sentAt : unsentAt;

/** The places whose ticks are heard. */
const ticksOf = (tickings: readonly Ticking[]): readonly WatchedPlace[] =>
  tickings.flatMap((ticking) => {
    const silent = new Set(silentIn(ticking).map(({ accountId }) => accountId));
    return Object.keys(ticking.last)
      .filter((accountId) => !silent.has(accountId))
      .map((accountId) => ({ accountId, region: ticking.region }));
  });
