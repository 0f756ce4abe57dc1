import type { Obstacle, ObstacleKind } from './obstacle';
import type { Place } from './place';
import type { Selectors } from './selectors';

/** The facts about a trail that decide whether an account × Region is guarded. */
export interface SeenTrail {
  /** Its ARN. */
  readonly id: string;
  readonly isLogging: boolean;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  /** Absent when they were not read, which never counts as all management events. */
  readonly selectors?: Selectors;
  /** AWS's word for why its files do not arrive; absent where they do, as far as AWS says. */
  readonly deliveryError?: string;
}

/** What a trail lacks to guard a place by itself. */
export type Shortfall = 'not logging' | 'one Region only' | 'not all management events';

export interface CoveringTrail {
  readonly id: string;
  readonly isOrganization: boolean;
  /** It records, but its files do not arrive: AWS's word for why. Absent where they do. */
  readonly deliveryError?: string;
}

export interface ShortTrail extends CoveringTrail {
  readonly lacks: readonly Shortfall[];
}

/**
 * The floor of an account × Region: at least one logging multi-Region trail with all management events, its own or
 * the organization's. `blind` is known; not knowing is `unreachable`.
 */
export type Coverage =
  | { readonly kind: 'guarded'; readonly trails: readonly CoveringTrail[] }
  /** Each trail with what it lacks; empty when there is no trail at all. */
  | { readonly kind: 'blind'; readonly trails: readonly ShortTrail[] }
  | ({ readonly kind: 'unreachable' } & Missed);

/** Trails that could not be read, and might be what guards the place. */
export interface Missed {
  readonly why: Obstacle;
  /** ARN of the trail; absent where the place's trails could not even be listed. */
  readonly trail?: string;
}

/** Why a look is repeated in a moment. `met` is absent where no answer of AWS was the reason. */
export interface Unfinished {
  readonly why: string;
  readonly met?: ObstacleKind;
}

/** A subject there differs, and an exemption allows that until then. */
export interface ExemptDifference {
  readonly until: string;
  readonly differs: string;
}

/** The last look at an account × Region. */
export interface CoverageLook extends Place {
  readonly coverage: Coverage;
  readonly lookedAt: string;
  /** Who asked for the look: the sweep, or a person. */
  readonly by: string;
  /** Absent when everything there was dealt with, restored or not. */
  readonly unfinished?: Unfinished;
  /** Absent when nothing differs under an exemption. */
  readonly exempt?: readonly ExemptDifference[];
  /** ARNs of retired subjects that still exist; absent when there is none. */
  readonly retired?: readonly string[];
}

export interface KnownCoverage extends CoverageLook {
  /** Since when every look has found it so. */
  readonly since: string;
}

/** An account as Organizations lists it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string;
  /** Organizations' own word: ACTIVE, SUSPENDED, PENDING_CLOSURE … */
  readonly state: string;
}

/** How far the last sweep of the organization got, and which places it was to look at. */
export interface Sweep {
  readonly id: string;
  readonly startedAt: string;
  /** Absent while accounts are left. */
  readonly finishedAt?: string;
  /** Accounts asked for so far. */
  readonly accounts: number;
  readonly regions: readonly string[];
  readonly everyMinutes: number;
}
