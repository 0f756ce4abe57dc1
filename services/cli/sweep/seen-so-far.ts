import type { KnownCoverage, ListedAccount, Unfinished } from '../../../shared/domain/coverage';
import type { IncidentSummary } from '../../../shared/domain/incident';
import type { Place } from '../../../shared/domain/place';
import { matrix } from '../../../shared/watch/coverage/matrix';
import type { PlaceState } from '../../../shared/watch/coverage/place-state';
import { UserError } from '../terminal/user-error';

/**
 * `looked`: all of it was looked at since it was asked for. `again`: something there is looked at again by itself in
 * a moment. `waiting`: it was not looked at yet.
 */
export type Answer =
  | { readonly answer: 'looked' | 'waiting' }
  | { readonly answer: 'again'; readonly unfinished: Unfinished };

export type AskedPlace = PlaceState & Answer;

/** A sweep as far as it got. */
export interface SeenSoFar {
  readonly places: readonly AskedPlace[];
  /** The incidents found, or found again, since the sweep was asked for. */
  readonly incidents: readonly IncidentSummary[];
}

interface Read {
  readonly known: readonly KnownCoverage[];
  readonly incidents: readonly IncidentSummary[];
  readonly now: Date;
}

/** The progress of the sweep by the table. Pure. */
export function seenSoFar(asked: Asked, { known, incidents, now }: Read): SeenSoFar {
  const { accounts, regions } = asked;
  const answers = new Map(known.map((look) => [placeKey(look), answerOf(look, asked)]));
  const places = matrix({ accounts, regions, known, now, staleAfterMs: Number.POSITIVE_INFINITY });
  const isAsked = new Set(places.map(placeKey));
  return {
    places: places.map((place) => ({
      ...place,
      ...(answers.get(placeKey(place)) ?? { answer: 'waiting' as const }),
    })),
    incidents: incidents.filter(
      (incident) =>
        incident.state !== 'attempted' &&
        incident.lastSeenAt >= asked.at &&
        isAsked.has(placeKey(incident)),
    ),
  };
}

/**
 * Recognised by the sweep's name, and not by any clock. A later look that another caller asked for, which has
 * overwritten ours, counts as well.
 */
function answerOf({ by, lookedAt, unfinished }: KnownCoverage, asked: Asked): Answer {
  if (by !== asked.by && lookedAt < asked.at) return { answer: 'waiting' };
  return unfinished ? { answer: 'again', unfinished } : { answer: 'looked' };
}

/** The looks that a sweep asks for, and how they are recognised. */
export interface Asked {
  /** The text by which each check names its sender; the place's row repeats it once it was looked at. */
  readonly by: string;
  readonly at: string;
  /** Active ones. */
  readonly accounts: readonly ListedAccount[];
  readonly regions: readonly string[];
}

/** Organizations' state decides which accounts are looked at; the others are named. Refuses when none is left. */
export function activeOf(accounts: readonly ListedAccount[]): {
  readonly active: readonly ListedAccount[];
  readonly skipped: readonly ListedAccount[];
} {
  const active = accounts.filter(({ state }) => state === 'ACTIVE');
  const skipped = accounts.filter(({ state }) => state !== 'ACTIVE');
  if (active.length > 0) return { active, skipped };
  const states = skipped.map(({ id, state }) => `${id} is ${state}`).join(', ');
  throw new UserError(`There is nothing to look at: ${states || 'no account was listed'}.`);
}

export const placeKey = (place: Place): string => `${place.accountId}/${place.region}`;
