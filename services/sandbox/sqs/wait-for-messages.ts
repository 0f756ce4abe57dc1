import type { Queue } from './queue';

/** Resolves when a message becomes visible in the queue, when the time is over, or when given up. */
export function waitForMessages(
  queue: Queue,
  milliseconds: number,
  giveUp?: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      queue.waiting.delete(done);
      giveUp?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    queue.waiting.add(done);
    if (giveUp?.aborted) done();
    else giveUp?.addEventListener('abort', done, { once: true });
  });
}
