import type { Feed, FeedEntry } from './feed';

/** Keeps the newest entries only, so that a sandbox that runs for days does not fill the memory. */
export function createFeed(limit = 100_000): Feed {
  let kept: FeedEntry[] = [];
  const listeners = new Set<(entry: FeedEntry) => void>();
  return {
    get entries() {
      return kept.length > limit ? kept.slice(-limit) : kept;
    },
    push(entry) {
      kept.push(entry);
      // Dropping one by one would move the whole array on every call; twice the limit, then half.
      if (kept.length >= limit * 2) kept = kept.slice(-limit);
      for (const listener of listeners) listener(entry);
    },
    watch(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
