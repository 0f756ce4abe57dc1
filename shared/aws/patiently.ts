import { setTimeout as wait } from 'node:timers/promises';
import type { Obstacle } from '../domain/obstacle';

interface Answer {
  readonly obstacle?: Obstacle;
}

/**
 * Makes a write again while AWS is still busy with an earlier one (ConflictException) or takes no more
 * this second: CloudTrail takes one of each write a second, in each account and Region, and none of it can
 * be raised. Seven seconds at most, of the thirty that a message has; then it comes back with the queue.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
export async function patiently<A extends Answer>(
  take: () => Promise<A>,
  pausesMs: readonly number[] = [1_000, 2_000, 4_000],
): Promise<A> {
  let answer = await take();
  for (const pauseMs of pausesMs) {
    if (!isBusy(answer)) return answer;
    await wait(pauseMs);
    answer = await take();
  }
  return answer;
}

const isBusy = ({ obstacle }: Answer): boolean =>
  obstacle?.kind === 'conflict' || obstacle?.kind === 'throttled';
