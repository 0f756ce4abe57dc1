import type { PlaceState } from '../coverage/place-state';
import type { IncidentSummary } from '../domain/incident';
import { isCentralPart, isTicksPart } from '../domain/warden-arn';

type Open = Pick<IncidentSummary, 'id' | 'subjectKey' | 'subjectId' | 'openedAt' | 'restoredAt'>;

/** The incident of the rule or the queue that brings the ticks, where it is not over. */
export const ticksAtFault = <T extends Open>(incidents: readonly T[]): T | undefined =>
  incidents.find(
    ({ subjectKey, subjectId, restoredAt }) =>
      subjectKey.startsWith('warden#') && isTicksPart(subjectId) && restoredAt === undefined,
  );

/**
 * Every place as it is known now: while the bus, its rule or its queue of the signals are known not to be what they
 * must be, what is done anywhere does not reach us, so no place is `guarded`. `incidents` are those that are not over.
 */
export function withChannel<T extends PlaceState>(
  places: readonly T[],
  incidents: readonly Open[],
): readonly T[] {
  const cut = incidents.find(
    ({ subjectKey, subjectId, restoredAt }) =>
      subjectKey.startsWith('warden#') && isCentralPart(subjectId) && restoredAt === undefined,
  );
  if (!cut) return places;
  const { id, openedAt: since, subjectId } = cut;
  const why = `${subjectId.split(':').at(-1)} is not what it must be (${id}), so what is done here does not reach us; it is looked at instead`;
  return places.map((place) =>
    place.state === 'guarded' ? { ...place, state: 'silent', since, why } : place,
  );
}
