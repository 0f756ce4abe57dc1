import type { Watch, WatchedPlace } from '../domain/watch';

/**
 * When a place is looked at after a blow, in seconds. The last two are past the time for which AWS was seen to be
 * deaf (180 to 199 s after a start, aws-facts section 11). Where the setting is longer, looks go on at the last
 * interval.
 */
export const LOOKS_S = [5, 15, 45, 120, 240, 480] as const;

/** So many quiet looks past the deaf time in a row end a series. */
export const QUIET_LOOKS = 2;

const LAST_GAP_S = 240;

/** The result of a look at a watched place. */
interface LookedAt {
  readonly at: string;
  /** Everything there was seen, nothing had to be put back, and nothing is left to be done. */
  readonly isWhole: boolean;
  /** Its events cannot reach us now: a part of ours that sends them is not what it must be, and stays so. */
  readonly isUnheard?: boolean;
  /** So many places are looked at closely in this minute that this one waits for as long as one that is owed a look. */
  readonly isCrowded?: boolean;
  /** Nothing in the place could be seen. */
  readonly isMissed?: boolean;
  /** When the next exemption ends under which something differs; absent when none does. */
  readonly wakeAt?: string;
}

/** A new series, which replaces any earlier one. A blow that is told late has some of its looks behind it. */
export function begin(
  place: WatchedPlace,
  { at, why }: { readonly at: string; readonly why: string },
  now: string,
): Watch {
  const look = nextIndex(-1, seconds(at, now));
  const { accountId, region } = place;
  return {
    ...{ accountId, region, startedAt: at, why, look, quiet: 0 },
    nextAt: laterOf(after(at, offsetOf(look)), after(now, SOONEST_S)),
  };
}

/**
 * The account left the organization: the central bus takes nothing from it any more, so looks replace its events as
 * long as our sessions in it may live. Nothing after that time.
 */
export function beginDeparted(
  place: WatchedPlace,
  departedAt: string,
  now: string,
): Watch | undefined {
  if (seconds(departedAt, now) >= SESSION_S) return undefined;
  const why = 'its account left the organization';
  const watch = begin(place, { at: departedAt, why }, now);
  return { ...watch, departedAt, nextAt: after(now, FIRST_UNHEARD_S) };
}

/** Is this in the hour after its account left the organization? */
export const isDeparting = ({ departedAt }: Pick<Watch, 'departedAt'>, at: string): boolean =>
  departedAt !== undefined && seconds(departedAt, at) < SESSION_S;

/** A session lives for an hour, and once the account has left AWS gives us no other. */
const SESSION_S = 3_600;

/**
 * A series that begins anew keeps the look that was due: otherwise blows every few seconds would put it off for
 * ever.
 */
export const noLater = (watch: Watch, before: Watch | undefined, now: string): Watch =>
  before && before.nextAt < watch.nextAt
    ? { ...watch, nextAt: laterOf(before.nextAt, after(now, SOONEST_S)) }
    : watch;

/** No blow has happened: there is one look, at the end of an exemption. */
export const waitUntil = (
  { accountId, region }: WatchedPlace,
  wakeAt: string,
  now: string,
): Watch => ({
  ...{ accountId, region, startedAt: now, why: 'an exemption ends', wakeAt, nextAt: wakeAt },
  ...{ look: LOOKS_S.length, quiet: QUIET_LOOKS },
});

/** The series after this look; nothing when it has ended. */
export function afterLook(watch: Watch, looked: LookedAt, deafMs: number): Watch | undefined {
  const { at, isWhole } = looked;
  const { accountId, region, startedAt, why, departedAt } = watch;
  const hasLeft = isDeparting(watch, at);
  const isUnheard = looked.isUnheard === true || hasLeft;
  const elapsed = seconds(startedAt, at);
  const wakeAt = soonest(at, watch.wakeAt, looked.wakeAt);
  const quiet = quietAfter(watch, isWhole, elapsed * 1_000 > deafMs);
  const look = nextIndex(watch.look, elapsed);
  const inOrder = laterOf(after(startedAt, offsetOf(look)), after(at, SOONEST_S));
  const owed = isWhole ? undefined : after(at, owedGap(elapsed));
  const closely = looked.isCrowded ? owedGap : unheardGap;
  const unheard = isUnheard ? after(at, closely(elapsed)) : undefined;
  const isOver = isWhole && quiet >= QUIET_LOOKS;
  const nextAt = soonest(at, isOver ? undefined : inOrder, owed, unheard, wakeAt);
  if (!nextAt) return undefined;
  return {
    ...{ accountId, region, startedAt, why, look, quiet, nextAt },
    ...(!isWhole && !hasLeft && { owedSince: watch.owedSince ?? at }),
    // Until it was seen again, or a refusal past the hour ends what is owed to it.
    ...((hasLeft || looked.isMissed) && departedAt && { departedAt }),
    ...(wakeAt && { wakeAt }),
  };
}

function quietAfter({ quiet }: Watch, isWhole: boolean, isPastDeaf: boolean): number {
  if (!isWhole) return 0;
  return isPastDeaf ? quiet + 1 : quiet;
}

/** The first look that is still ahead: a message that was lost for minutes does not bring three looks at once. */
function nextIndex(last: number, elapsedS: number): number {
  let index = last + 1;
  while (index < LOOKS_S.length - 1 && offsetOf(index) <= elapsedS) index += 1;
  return index;
}

function offsetOf(index: number): number {
  const last = LOOKS_S.length - 1;
  return LOOKS_S[index] ?? (LOOKS_S[last] ?? 0) + LAST_GAP_S * (index - last);
}

/**
 * A place that is not whole is looked at every minute, for the first hour. A place that stays broken for days costs
 * a look a quarter of an hour.
 */
const owedGap = (elapsedS: number): number => Math.min(Math.max(60, elapsedS / 60), 900);

/**
 * Only looks tell of a place whose events cannot reach us. The pause is as long as the time since the blow, from 2 s
 * to 10 s. After ten minutes without another blow it is a sixtieth of that time, 15 minutes at most.
 */
export const unheardGap = (elapsedS: number): number => {
  const soonest = Math.min(UNHEARD_S, Math.max(FIRST_UNHEARD_S, elapsedS));
  return Math.min(Math.max(soonest, elapsedS / 60), 900);
};

const FIRST_UNHEARD_S = 2;

const UNHEARD_S = 10;

const SOONEST_S = 1;

const seconds = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000);

const after = (at: string, s: number): string => new Date(Date.parse(at) + s * 1_000).toISOString();

const laterOf = (one: string, other: string): string => (one > other ? one : other);

/** The first of these times that is still ahead. */
const soonest = (now: string, ...times: readonly (string | undefined)[]): string | undefined =>
  times.filter((time) => time !== undefined && time > now).sort()[0];
