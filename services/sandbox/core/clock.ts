import { performance } from 'node:perf_hooks';

/** Milliseconds since the Unix epoch with a fraction, monotonic: what the feed's times are. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}
