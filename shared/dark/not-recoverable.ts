import type { Obstacle } from '../domain/obstacle';
import { describeObstacle } from '../domain/obstacle';

/** A place of which some time could not be read, and why. */
export interface Missed {
  readonly accountId: string;
  readonly region: string;
  readonly why: Obstacle;
}

interface Limits {
  readonly missed: readonly Missed[];
  /** The oldest second that Event history still had; absent when it had all that is wanted. */
  readonly since?: string;
  /** Until when it has had time to deliver; absent when that is all. */
  readonly settledUntil?: string;
  /** There was more than one invocation could read. */
  readonly left: boolean;
  readonly accounts: readonly string[];
}

/** What the numbers leave out, a sentence each. Never empty: Event history has management events only. */
export const notRecoverable = ({
  missed,
  since,
  settledUntil,
  left,
  accounts,
}: Limits): readonly string[] => [
  ...missed.map(
    ({ accountId, region, why }) =>
      `${accountId} ${region} could not be read: ${describeObstacle(why)}.`,
  ),
  ...(left ? ['There is more than could be read at once; the reading goes on.'] : []),
  ...(settledUntil
    ? [`CloudTrail may still be delivering what happened after ${settledUntil}; it is read again.`]
    : []),
  ...(since ? [`Event history keeps 90 days: what happened before ${since} is gone.`] : []),
  'Data events (objects read and written, functions invoked) and network activity are not in Event history: what of it was not logged cannot be had again.',
  `Searched: ${accounts.join(', ')}, in the governed Regions. If the trail is an organization trail, other accounts were blind too, unless another trail covers them.`,
];
