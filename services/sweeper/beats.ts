import type { Check } from '../../shared/aws/queue';
import type { Heartbeat } from '../../shared/domain/heartbeat';
import type { Ticking } from '../../shared/domain/tick';
import { SHALLOW } from '../../shared/watch/coverage/wait-for-room';
import {
  allUnansweredSince,
  BEAT_LATE_MS,
  beatsDue,
  unansweredIn,
} from '../../shared/watch/heartbeat/beats';
import { isHeartbeatWanted, isLookedAt, isOfToday } from '../../shared/watch/heartbeat/ticks';
import { together } from '../../shared/watch/places';
import { checkOf, turnOf } from './listen';

/** What beats between sweeps need of the world. */
export interface Beating {
  readonly now: () => Date;
  readonly ticksKept: () => Promise<readonly Ticking[]>;
  readonly beatsKept: () => Promise<readonly Heartbeat[]>;
  /** How many messages wait in the queue of signals. */
  readonly waiting: () => Promise<number>;
  /** Asks for beats and looks, so many seconds from now. Throws when any was not taken. */
  readonly askIn: (checks: readonly Check[], delaySeconds: number) => Promise<void>;
  /** Says since when nearly all places are unanswered. */
  readonly tellUnanswered: (since: string) => void;
  /** From 0 up to 1, unpredictable. */
  readonly chance: () => number;
  /** Minutes from one beat of a place to the next, on the average; 0 where only looks send any. */
  readonly beatEvery: number;
}

/**
 * Asks for the beats that are due, and for a look at every place whose beat is late: ticks that pass alone are found
 * by it (docs/decisions/0035-a-rule-that-ticks.md). Returns how many messages ask for looks.
 *
 * Only the responder writes down that a beat left. While it is away or behind, the same beats would be due each
 * minute, and every place would look unanswered, so nothing is asked for until few messages wait.
 */
export async function beat(beating: Beating): Promise<number> {
  const { now, chance, beatEvery, askIn } = beating;
  if ((await beating.waiting()) > SHALLOW) return 0;
  const [tickings, heartbeats] = await Promise.all([beating.ticksKept(), beating.beatsKept()]);
  const at = now();
  const known = { tickings, heartbeats, now: at };
  const unanswered = unansweredIn(known);
  const allSince = allUnansweredSince(unanswered, heartbeats);
  if (allSince) beating.tellUnanswered(allSince);
  const late = unanswered.filter(allSince ? isOfToday : isLookedAt);
  const isWanted = (place: (typeof late)[number]) => isHeartbeatWanted(place, BEAT_LATE_MS);
  const looks = turnOf(
    together(late, (place) => String(isWanted(place))).map((places) => ({
      ...checkOf(places, 'unanswered', at),
      ...(isWanted(places[0]) && { heartbeat: true }),
    })),
    at,
    allSince ? ALL_IN_MINUTES : 1,
  );
  await askIn(looks, 0);
  if (beatEvery === 0) return looks.length;
  const due = beatsDue(known, { everyMinutes: beatEvery, chance }).slice(0, MOST_BEATS);
  const beats = due
    .flatMap((places) => together(places, () => ''))
    .map((places) => ({ ...checkOf(places, 'beat', at), kinds: [], heartbeat: true }));
  for (let first = 0; first < beats.length; first += A_BATCH) {
    // The second of a beat is unpredictable, too.
    await askIn(beats.slice(first, first + A_BATCH), Math.floor(chance() * 60));
  }
  return looks.length;
}

/** A look at each place does not mend what all of them share: each minute looks at the parts at home. */
const ALL_IN_MINUTES = 15;

/** Accounts in one minute: where more than five thousand tick, each has its beats less often. */
const MOST_BEATS = 500;

const A_BATCH = 10;
