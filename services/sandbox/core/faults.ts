import type { Call } from './service';

export interface Fault {
  /** IAM prefix, e.g. `sts`. */
  readonly service: string;
  readonly action: string;
  /** The caller's account; absent: any. */
  readonly accountId?: string;
  /** Only calls of which this holds; absent: all. */
  readonly when?: (call: Call) => boolean;
  /** How many calls it strikes; absent: all until it is removed. */
  readonly times?: number;
  /** Answer with this error; the call does not take effect. */
  readonly refuse?: { readonly code: string; readonly message: string; readonly status?: number };
  /** Wait this much longer before the call takes effect. */
  readonly delayMs?: number;
  /** Destroy the connection instead of answering; the call does not take effect. */
  readonly hangUp?: true;
  /** Runs before the call takes effect, which waits for the promise that it returns. */
  readonly before?: (call: Call) => unknown;
  /** Runs when the call took effect and before the answer is sent, which waits for the promise that it returns. */
  readonly after?: (call: Call) => unknown;
}

export interface Faults {
  /** Returns the function that removes it. */
  readonly add: (fault: Fault) => () => void;
  readonly clear: () => void;
}

/** The faults that strike a call; each one returned has been counted against its `times`. */
export interface FaultRegistry extends Faults {
  readonly strike: (call: Call) => readonly Fault[];
}

export function createFaults(): FaultRegistry {
  const active = new Map<Fault, number>();
  return {
    add(fault) {
      const key = { ...fault };
      active.set(key, fault.times ?? Number.POSITIVE_INFINITY);
      return () => {
        active.delete(key);
      };
    },
    clear: () => active.clear(),
    strike: (call) => [...active.keys()].filter((fault) => hits(active, fault, call)),
  };
}

function hits(active: Map<Fault, number>, fault: Fault, call: Call): boolean {
  const left = active.get(fault) ?? 0;
  if (left <= 0 || fault.service !== call.service || fault.action !== call.action) return false;
  if (fault.accountId !== undefined && fault.accountId !== call.accountId) return false;
  if (fault.when?.(call) === false) return false;
  active.set(fault, left - 1);
  return true;
}
