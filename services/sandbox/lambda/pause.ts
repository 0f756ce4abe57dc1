/** Waits, unless or until stopped. */
export function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    if (stopped.aborted) done();
    else stopped.addEventListener('abort', done, { once: true });
  });
}
