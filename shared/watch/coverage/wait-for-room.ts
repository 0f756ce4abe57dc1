interface Queue {
  /** How many messages wait and are not in flight. AWS's number may be seconds old. */
  readonly waiting: () => Promise<number>;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * Checks share the queue with tampering, which must not wait behind a whole organization: the sweep
 * adds a page only while few messages wait. A queue that stays full gets a page a minute all the same,
 * or one that nothing empties would stop the sweep for ever; the lease of the sweep is longer than that.
 */
export async function waitForRoom({ waiting, now, wait }: Queue): Promise<void> {
  const until = now() + NO_LONGER_MS;
  while ((await waiting()) > SHALLOW) {
    if (now() + AGAIN_MS > until) return;
    await wait(AGAIN_MS);
  }
}

/** Less than half a second's work of the responder: fifty environments with ten accounts each. */
export const SHALLOW = 100;
const AGAIN_MS = 250;
const NO_LONGER_MS = 60_000;
