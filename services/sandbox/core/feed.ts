/** One API call as it went over the wire; times are milliseconds of `performance.now()`'s origin + Unix epoch. */
export interface CallEntry {
  readonly kind: 'call';
  readonly service: string;
  readonly action: string;
  readonly accountId: string;
  readonly region: string;
  readonly principalArn: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly arrivedAt: number;
  readonly answeredAt: number;
  /** AWS error code; absent on success. */
  readonly errorCode?: string;
  readonly requestId: string;
}

/** As the function's process counts. */
export interface Usage {
  /** Of this invocation, and of starting where it was the first. */
  readonly cpuMilliseconds: number;
  /** The most memory it held so far. */
  readonly peakKilobytes: number;
}

/** What happens in the sandbox, in order, for the live view, the benches and the tests. */
export type FeedEntry =
  | CallEntry
  | {
      readonly kind: 'record';
      readonly record: Readonly<Record<string, unknown>>;
      readonly reachedEventBridge: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'delivery';
      readonly ruleArn: string;
      readonly targetArn: string;
      readonly eventId: string;
      readonly outcome: 'delivered' | 'dead-lettered' | 'dropped';
      readonly why?: string;
      readonly at: number;
    }
  | {
      readonly kind: 'invocation';
      readonly functionName: string;
      readonly requestId: string;
      readonly phase: 'started' | 'succeeded' | 'failed' | 'killed';
      readonly detail?: string;
      /** What it took of its process; absent while it runs and when the process was ended. */
      readonly usage?: Usage;
      readonly at: number;
    }
  | {
      readonly kind: 'log';
      readonly functionName: string;
      readonly line: string;
      readonly at: number;
    };

export interface Feed {
  readonly entries: readonly FeedEntry[];
  readonly push: (entry: FeedEntry) => void;
  /** Returns the function that stops watching. */
  readonly watch: (listener: (entry: FeedEntry) => void) => () => void;
}

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
