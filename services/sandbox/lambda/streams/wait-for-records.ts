import type { Stream } from '../../dynamodb/streams/stream';

/** Resolves when a record arrives, when the time is over, or when given up. */
export function waitForRecords(
  stream: Stream,
  milliseconds: number,
  giveUp: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stream.waiting.delete(done);
      giveUp.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    stream.waiting.add(done);
    if (giveUp.aborted) done();
    else giveUp.addEventListener('abort', done, { once: true });
  });
}
