import type { Check } from '../../shared/aws/queue';
import type { Heartbeat } from '../../shared/domain/heartbeat';
import type { Ticking } from '../../shared/domain/tick';
import { beatsDue, isBeatWantedAgain, unansweredIn } from '../../shared/heartbeat/beats';
import { isLookedAt } from '../../shared/heartbeat/ticks';
import { together } from '../../shared/watch/places';

/** What beats between sweeps need of the world. */
export interface Beating {
  readonly now: () => Date;
  readonly ticksKept: () => Promise<readonly Ticking[]>;
  readonly beatsKept: () => Promise<readonly Heartbeat[]>;
  /** Asks for beats and looks, so many seconds from now. Throws when any was not taken. */
  readonly askIn: (checks: readonly Check[], delaySeconds: number) => Promise<void>;
  /** From 0 up to 1, and known to nobody before. */
  readonly chance: () => number;
  /** Minutes from one beat of a place to the next, on the average; 0 where only looks send any. */
  readonly beatEvery: number;
}

/**
 * Ticks prove that ticks come: whoever lets them pass alone is found by a beat that is not heard
 * (docs/decisions/0035-a-rule-that-ticks.md). Asks for the beats that are due, and for a look at every place whose beat
 * is late. Returns how many looks that were.
 */
export async function beat(beating: Beating): Promise<number> {
  const { now, chance, beatEvery, askIn } = beating;
  if (beatEvery === 0) return 0;
  const [tickings, heartbeats] = await Promise.all([beating.ticksKept(), beating.beatsKept()]);
  const at = now();
  const known = { tickings, heartbeats, now: at };
  const late = unansweredIn(known)
    .filter(isLookedAt)
    .toSorted((one, other) => one.forMs - other.forMs);
  const looks = together(late, (place) => String(isBeatWantedAgain(place))).slice(0, MOST_LOOKS);
  await askIn(
    looks.map(([first, ...others]) => ({
      ...checkOf([first, ...others], 'unanswered', at),
      ...(isBeatWantedAgain(first) && { heartbeat: true }),
    })),
    0,
  );
  const due = beatsDue(known, { everyMinutes: beatEvery, chance }).slice(0, MOST_BEATS);
  const beats = due.flatMap((places) => together(places, () => ''));
  for (let first = 0; first < beats.length; first += A_BATCH) {
    const some = beats.slice(first, first + A_BATCH).map((places) => ({
      ...checkOf(places, 'beat', at),
      ...{ kinds: [], heartbeat: true },
    }));
    // Nor is the second known at which they leave.
    await askIn(some, Math.floor(chance() * 60));
  }
  return looks.length;
}

/** Looks of a minute, as at places whose ticks stop; the newest first, since one that stays so is known by now. */
const MOST_LOOKS = 100;

/** Accounts of a minute: of more than five thousand each has its beats less often. */
const MOST_BEATS = 500;

const A_BATCH = 10;

const checkOf = (
  [first, ...others]: readonly [Place, ...Place[]],
  by: string,
  at: Date,
): Check => ({
  id: `${by}/${first.accountId}/${first.region}/${at.toISOString()}`,
  ...{ accountId: first.accountId, region: first.region, by },
  ...(others.length > 0 && { also: others.map(({ region }) => region) }),
});

interface Place {
  readonly accountId: string;
  readonly region: string;
}
