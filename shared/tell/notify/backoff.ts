/** How long to wait after the n-th try, from 1: 30 s, doubled each time, at most a quarter of an hour. */
export const backoffMs = (attempts: number): number =>
  Math.min(30_000 * 2 ** Math.min(attempts - 1, 10), 900_000);
