import type { SeenSoFar } from './seen-so-far';

export interface Following {
  readonly timeoutMs: number;
  readonly everyMs: number;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Reads the table. Rejects with the SDK's error. */
  readonly look: () => Promise<SeenSoFar>;
  readonly tell: (seen: SeenSoFar, elapsedMs: number) => void;
}

export interface Followed extends SeenSoFar {
  readonly tookMs: number;
}

/**
 * Reads the table until every place was looked at and nothing is left half put back, or until the time is up. A
 * throttled place, or one that is being put back, needs another look some seconds later. It is given a minute, so
 * that one dead account does not hold up the answer about all others.
 */
export async function follow(following: Following): Promise<Followed> {
  const { timeoutMs, everyMs, now, pause, look, tell } = following;
  const startedAt = now();
  let deadline = startedAt + timeoutMs;
  let wasSeen = false;
  for (;;) {
    const seen = await look();
    const at = now();
    tell(seen, at - startedAt);
    if (isOver(seen) || at >= deadline) return { ...seen, tookMs: at - startedAt };
    const isSeen = seen.places.every(({ answer }) => answer !== 'waiting');
    if (isSeen && !wasSeen) deadline = Math.min(deadline, at + ANOTHER_LOOK_MS);
    wasSeen ||= isSeen;
    await pause(Math.min(everyMs, deadline - at));
  }
}

const isOver = ({ places, incidents }: SeenSoFar): boolean =>
  places.every(({ answer }) => answer === 'looked') &&
  incidents.every(({ state }) => state !== 'open');

const ANOTHER_LOOK_MS = 60_000;

/** A poll reads the rows of the whole organization: the larger it is, the rarer. */
export const pollEveryMs = (places: number): number => Math.min(250 + places / 2, 15_000);
