import { setTimeout as sleep } from 'node:timers/promises';
import { Recent } from '../connection';

/** Waits until the place may be asked again. */
export type Pace = (place: string) => Promise<void>;

interface Clock {
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * LookupEvents takes two requests a second in each account and Region, shared by all callers there, so we leave room
 * for others. [D] WhatIsCloudTrail-Limits
 */
export function everyPlace(
  apartMs = 500,
  { now = Date.now, wait = (ms) => sleep(ms) }: Clock = {},
): Pace {
  const free = new Recent<number>(2_000);
  return async (place) => {
    const at = Math.max(now(), free.get(place) ?? 0);
    free.set(place, at + apartMs);
    const ms = at - now();
    if (ms > 0) await wait(ms);
  };
}
