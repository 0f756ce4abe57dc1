import type { IncidentSummary } from '../../domain/incident';
import { isCentralPart, isTicksPart } from '../../domain/warden-arn';
import { isSender } from '../blows';
import type { PlaceState } from '../coverage/place-state';

type Open = Pick<IncidentSummary, 'id' | 'subjectKey' | 'subjectId' | 'openedAt' | 'restoredAt'>;

/** The incident of the rule or the queue that brings the ticks, where it is not over. */
export const ticksAtFault = <T extends Open>(incidents: readonly T[]): T | undefined =>
  incidents.find(
    ({ subjectKey, subjectId, restoredAt }) =>
      subjectKey.startsWith('warden#') && isTicksPart(subjectId) && restoredAt === undefined,
  );

/**
 * Every place as it is known now: while the bus, its rule or its queue of the signals are known not to be what they
 * must be, what is done anywhere does not reach us, so no place is `guarded`; and while a forwarder or a rule that
 * sends to the bus is known not to be, its own place is not. `incidents` are those that are not over.
 */
export function withChannel<T extends PlaceState>(
  places: readonly T[],
  incidents: readonly Open[],
): readonly T[] {
  const wrong = incidents.filter(
    ({ subjectKey, restoredAt }) => subjectKey.startsWith('warden#') && restoredAt === undefined,
  );
  const central = wrong.find(({ subjectId }) => isCentralPart(subjectId));
  return places.map((place) => {
    if (place.state !== 'guarded') return place;
    const cut = central ?? wrong.find((one) => sendsFrom(place, one));
    if (!cut) return place;
    const { id, openedAt: since, subjectId } = cut;
    const how = cut === central ? 'does not' : 'may not';
    const why = `${subjectId.split(':').at(-1)} is not what it must be (${id}), so what is done here ${how} reach us; it is looked at instead`;
    return { ...place, state: 'silent', since, why };
  });
}

/** A forwarder is a role, and IAM has no Regions: its name has the one that it sends from. */
function sendsFrom({ accountId, region }: PlaceState, { subjectId }: Open): boolean {
  const [, , , where, account] = subjectId.split(':');
  if (account !== accountId || !isSender(subjectId)) return false;
  return where === region || subjectId.endsWith(`/trailwarden-forwarder-${region}`);
}
