export interface Pace {
  /** Resolves when the next call may leave. */
  readonly turn: () => Promise<void>;
  /** AWS refused so many calls as too fast before it took one; none when it took the first. */
  readonly refused: (times: number) => void;
}

interface Clock {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * As fast as a quota allows, and slower while others use it as well: a refusal halves the rate, each
 * call that is taken gives a sixteenth of it back. Never faster than the quota, never slower than an
 * eighth of it, so that a sweep comes to an end while others are listing accounts.
 */
export function openPace(
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  { now, wait }: Clock,
): Pace {
  let rate = perSecond;
  let tokens = burst;
  let countedAt = now();
  const earn = (): void => {
    const at = now();
    tokens = Math.min(burst, tokens + ((at - countedAt) / 1_000) * rate);
    countedAt = at;
  };
  return {
    turn: async () => {
      earn();
      tokens -= 1;
      if (tokens < 0) await wait((-tokens / rate) * 1_000);
    },
    refused: (times) => {
      earn(); // at the rate that held until now
      rate = times > 0 ? rate / 2 ** times : rate + perSecond / 16;
      rate = Math.min(perSecond, Math.max(perSecond / 8, rate));
      if (times > 0) tokens = Math.min(tokens, 0); // what was saved up is not there: other callers used it
    },
  };
}
