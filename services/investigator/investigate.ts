import type { Incident } from '../../shared/domain/incident';
import { around } from '../../shared/investigate/dark/around';
import { searched } from '../../shared/investigate/dark/searched';
import type { Investigator } from './investigator';
import { type DarkRead, readDark } from './read-dark';
import { tellDark } from './tell-dark';

/**
 * `lit`: nothing was blind, and the actor's doings are not worth reading. `busy`: another investigator reads it.
 * `later`: more is to come. `done`: nothing is. `given up`: a place could not be read for a day; the report says
 * which.
 */
export type Investigation = 'unknown' | 'lit' | 'busy' | 'later' | 'done' | 'given up';

/**
 * One look at an incident: who it was first, then what happened in the dark, as far as Event history has
 * it by now. What is covered is written down, so doing it twice, dying half-way, or a window that comes
 * later cost nothing but what is new.
 *
 *   ───────[ margin ][▓▓▓ blind ▓▓▓][ margin ]─────────►
 *   now:   └─────── read, kept ───────┘└ glanced at ┘ (younger than CloudTrail's delay)
 */
export async function investigate(investigator: Investigator, id: string): Promise<Investigation> {
  const incident = await investigator.incident(id);
  if (!incident) return 'unknown';
  await investigator.actor(incident);
  // Read again: the identities behind the actor decide whose events are theirs, and in which other accounts they
  // were.
  return lookIntoTheDark(investigator, (await investigator.incident(id)) ?? incident);
}

async function lookIntoTheDark(
  investigator: Investigator,
  incident: Incident,
): Promise<Investigation> {
  const { id } = incident;
  const { delayMinutes } = investigator;
  const search = searched(incident, delayMinutes) ?? around(incident, delayMinutes);
  if (!search) return 'lit';
  const dark = await investigator.claim(id);
  if (!dark) {
    await investigator.again(id, BUSY_SECONDS);
    return 'busy';
  }
  try {
    const read = await readDark(investigator, { incident, search, dark });
    await tellDark(investigator, read);
    const next = nextLook(read, investigator);
    if (next.inSeconds !== undefined) await investigator.again(id, next.inSeconds);
    return next.outcome;
  } finally {
    await investigator.release(id);
  }
}

/** Half of what the longest invocation takes. */
const BUSY_SECONDS = 150;

interface Next {
  readonly outcome: Investigation;
  /** Absent when no look is to come. */
  readonly inSeconds?: number;
}

/** When an incident wants to be looked at again: at once, when more is delivered, or never. */
function nextLook(
  { search, times, missed, left }: Pick<DarkRead, 'search' | 'times' | 'missed' | 'left'>,
  { delayMinutes }: Pick<Investigator, 'delayMinutes'>,
): Next {
  if (left) return { outcome: 'later', inSeconds: 0 };
  if (search.until === undefined) return { outcome: 'later', inSeconds: LONGEST_SECONDS };
  const due = Date.parse(search.until) + delayMinutes * 60_000 + SETTLED_MS;
  const waitSeconds = Math.ceil((due - times.now.getTime()) / 1_000);
  if (waitSeconds > 0) {
    return { outcome: 'later', inSeconds: Math.min(waitSeconds, LONGEST_SECONDS) };
  }
  if (missed.length === 0) return { outcome: 'done' };
  if (-waitSeconds > GIVE_UP_SECONDS) return { outcome: 'given up' };
  return { outcome: 'later', inSeconds: LONGEST_SECONDS };
}

/** [D] sqs DelaySeconds: at most fifteen minutes. */
const LONGEST_SECONDS = 900;
/** Settled are whole seconds that are over. */
const SETTLED_MS = 2_000;
const GIVE_UP_SECONDS = 86_400;
