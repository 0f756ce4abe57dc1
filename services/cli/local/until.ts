export interface Patience {
  /** Ends "it is still not so that …". */
  readonly what: string | (() => string);
  /** Counts only time in which this process had its turns: a busy machine does not shorten the wait. */
  readonly withinMs: number;
  readonly everyMs?: number;
  /** Changes while something is being done: then the time begins anew, ten times at most. */
  readonly progress?: () => number;
}

/** Asks again and again until it is so. Rejects, naming what never came, when waiting was in vain. */
export async function until(isSo: () => Promise<boolean>, patience: Patience): Promise<void> {
  const { what, withinMs, everyMs = 5, progress = () => 0 } = patience;
  let [since, inAll] = [0, 0];
  let [at, seen] = [performance.now(), progress()];
  while (!(await isSo())) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const waited = Math.min(performance.now() - at, everyMs + LONGEST_TURN_MS);
    const now = progress();
    since = now === seen ? since + waited : 0;
    inAll += waited;
    [at, seen] = [performance.now(), now];
    if (since > withinMs || inAll > 10 * withinMs) {
      const that = typeof what === 'string' ? what : what();
      throw new Error(`After ${Math.round(inAll / 100) / 10} s it is still not so that ${that}.`);
    }
  }
}

/** A question to the sandbox takes less on a machine that has time for it. */
const LONGEST_TURN_MS = 100;
