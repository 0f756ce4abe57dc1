import type { Place } from './place';
/**
 * One minute of the member's rule that also ticks. EventBridge sends a tick the way of every signal, so a place
 * whose ticks stop is deaf (docs/decisions/0035-a-rule-that-ticks.md).
 */
export interface Tick extends Place {
  readonly at: string;
}

/** One row: the last tick of each account of a Region whose account id ends with the same digit. */
export interface Ticking {
  readonly region: string;
  readonly shard: string;
  /** Seconds since 1970 by account. The rows are written every minute, so they are as small as they can be. */
  readonly last: Readonly<Record<string, number>>;
  /** Its accounts that the organization's last whole list did not name; absent where it named all. */
  readonly unlisted?: readonly string[];
  /** When the queue of ticks was last emptied: a tick is late if it was late by then. */
  readonly readAt: string;
}

/** A place that has ticked and does not tick any more. */
export interface SilentPlace extends Place {
  /** Its last tick. */
  readonly since: string;
  readonly forMs: number;
}
