import type { Watch } from '../../domain/watch';
import type { PlaceState } from './place-state';

/** Longer than a queue that keeps up lets a look wait. */
export const OVERDUE_MS = 60_000;

/**
 * Every place as it is known now. A place whose next look is overdue does not count as `guarded` by the look before:
 * something has been wrong there since, and the look that would say whether it still is has not come. A sweep's look
 * after that time counts as well.
 */
export function withOverdue(
  places: readonly PlaceState[],
  watches: readonly Watch[],
  now: Date,
): readonly PlaceState[] {
  const dueBy = new Map(
    watches
      .filter(({ nextAt }) => now.getTime() - Date.parse(nextAt) > OVERDUE_MS)
      .map(({ accountId, region, nextAt }) => [`${accountId}/${region}`, nextAt]),
  );
  return places.map((place) => {
    const since = dueBy.get(`${place.accountId}/${place.region}`);
    return since && place.state === 'guarded' && !(place.lookedAt && place.lookedAt > since)
      ? { ...place, state: 'stale', since, why: 'it was guarded before; a look at it is overdue' }
      : place;
  });
}
