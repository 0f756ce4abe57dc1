import type { Investigation } from './investigate';
import type { Investigator } from './investigator';
import type { DarkRead } from './read-dark';

interface Next {
  readonly outcome: Investigation;
  /** Absent when nothing is to come. */
  readonly inSeconds?: number;
}

/** When an incident wants to be looked at again: at once, when more is delivered, or never. */
export function nextLook(
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
