import { type Digest, isStarting } from './digest';

/** A stretch of time that no valid digest covers, and what that means for logging. */
export interface Window {
  readonly kind: 'logging-off' | 'validation-off' | 'unproven';
  readonly from: string;
  readonly to: string;
  /**
   * `certain`: a record in a valid log file says so. `likely`: the only sign is that CloudTrail began a new chain.
   * `unknown`: the digest that would tell is missing or altered.
   */
  readonly certainty: 'certain' | 'likely' | 'unknown';
  readonly sentence: string;
  /** The record in the last valid log files before it; absent when no event said so. */
  readonly event?: string;
  /**
   * Ids of the incidents that account for all of it; empty when none does, absent when incidents were not asked for.
   */
  readonly incidents?: readonly string[];
}

/** The gap between two valid digests, or between one and an end of the range. */
export interface Between {
  readonly from: string;
  readonly to: string;
  /** The digest after it; undefined at the end of the range. */
  readonly newer: Digest | undefined;
  /** Whether a digest between them is missing or invalid. */
  readonly broken: boolean;
  /** Names of the calls that end logging or validation, in the log files just before. */
  readonly events: ReadonlySet<string>;
  /** Whether log files were written meanwhile. */
  readonly logs: boolean;
}

/**
 * ```
 *   valid ──► [ nothing missing, next is a starting digest ] ──► logging was off, or validation was
 *   valid ──► [ missing or altered digest                  ] ──► unproven: it may have logged
 * ```
 * Stopping logging, deleting the trail and turning validation off all end a chain [D]; log files that
 * were written meanwhile tell the last one from the others.
 */
export function windowOf({ from, to, newer, broken, events, logs }: Between): Window {
  const time = { from, to };
  if (!newer || !isStarting(newer)) {
    const sentence = broken
      ? 'A digest of this time is missing or invalid: whether it was logged is not proven.'
      : 'No digest covers this time: whether it was logged is not proven.';
    return { ...time, kind: 'unproven', certainty: 'unknown', sentence };
  }
  return logs ? validationOff(time, events) : loggingOff(time, events);
}

type Time = Pick<Window, 'from' | 'to'>;

function validationOff(time: Time, events: ReadonlySet<string>): Window {
  const event = events.has('UpdateTrail') ? 'UpdateTrail' : undefined;
  return {
    ...time,
    kind: 'validation-off',
    certainty: event ? 'certain' : 'likely',
    sentence: `Log files were written and not digested: validation was off${told(event)}.`,
    ...(event && { event }),
  };
}

function loggingOff(time: Time, events: ReadonlySet<string>): Window {
  const event = ['StopLogging', 'DeleteTrail'].find((name) => events.has(name));
  return {
    ...time,
    kind: 'logging-off',
    certainty: event ? 'certain' : 'likely',
    sentence: `The chain ended and began anew, and no log file lies between: logging was off${told(event)}.`,
    ...(event && { event }),
  };
}

const told = (event: string | undefined): string =>
  event ? `, as ${event} says in the last log files` : ', although no event said so';

/** Calls after which a chain ends. */
export const ENDING_CALLS = ['StopLogging', 'DeleteTrail', 'UpdateTrail'] as const;
