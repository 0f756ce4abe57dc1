import type { Obstacle } from '../../domain/obstacle';
import { describeObstacle } from '../../domain/obstacle';
import { type Whereabouts, whereSearched } from './where-searched';

/** A place of which some time could not be read, with the reason. */
export interface Missed {
  readonly accountId: string;
  readonly region: string;
  readonly why: Obstacle;
}

interface Limits {
  readonly missed: readonly Missed[];
  /** Further places that could not be read, and are not tried again. */
  readonly lost: number;
  /** The oldest second that Event history still had; absent when it had all wanted seconds. */
  readonly since?: string;
  /** Until when AWS has had time to deliver; absent when that covers everything. */
  readonly settledUntil?: string;
  /** There was more than one invocation could read. */
  readonly left: boolean;
  readonly where: Whereabouts;
}

/** What the numbers leave out, a sentence each. Never empty: Event history has management events only. */
export const notRecoverable = ({
  missed,
  lost,
  since,
  settledUntil,
  left,
  where,
}: Limits): readonly string[] => [
  ...missed
    .slice(0, MISSED_NAMED)
    .map(
      ({ accountId, region, why }) =>
        `${accountId} ${region} could not be read: ${describeObstacle(why)}.`,
    ),
  ...(missed.length > MISSED_NAMED
    ? [`${missed.length - MISSED_NAMED} more accounts × Regions could not be read.`]
    : []),
  ...(lost > 0
    ? [`${lost} accounts × Regions could not be read and are not tried again: they are too many.`]
    : []),
  ...(left ? ['There is more than could be read at once; the reading goes on.'] : []),
  ...(settledUntil
    ? [`CloudTrail may still be delivering what happened after ${settledUntil}; it is read again.`]
    : []),
  ...(since ? [`Event history keeps 90 days: what happened before ${since} is gone.`] : []),
  where.blinded.kind === 'none' ? LOGGED : GONE,
  ...whereSearched(where),
];

const DATA =
  'Data events (objects read and written, functions invoked) and network activity are not in Event history';
const GONE = `${DATA}. Those that no trail logged cannot be recovered.`;
const LOGGED = `${DATA}. Those that a trail selected are in its log files.`;

/** Readers do not read hundreds. */
const MISSED_NAMED = 20;
