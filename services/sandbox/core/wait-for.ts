interface Wait {
  readonly milliseconds: number;
  /** Where to be woken. */
  readonly waiting?: Set<() => void>;
  readonly giveUp?: AbortSignal;
}

/** Resolves when woken, when the time is over, or when given up. Keeps no process alive. */
export function waitFor({ milliseconds, waiting, giveUp }: Wait): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      waiting?.delete(done);
      giveUp?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    waiting?.add(done);
    if (giveUp?.aborted) done();
    else giveUp?.addEventListener('abort', done, { once: true });
  });
}
