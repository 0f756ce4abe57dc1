import type { IncidentSummary } from '../../domain/incident';
import { isCentralPart, isTicksPart } from '../../domain/warden-arn';
import { isSender } from '../blows';
import type { PlaceState } from '../coverage/place-state';

type Open = Pick<IncidentSummary, 'id' | 'subjectKey' | 'subjectId' | 'openedAt' | 'restoredAt'>;

/** The open incident of the rule or the queue that brings the ticks. */
export const ticksAtFault = <T extends Open>(incidents: readonly T[]): T | undefined =>
  incidents.find(
    ({ subjectKey, subjectId, restoredAt }) =>
      subjectKey.startsWith('warden#') && isTicksPart(subjectId) && restoredAt === undefined,
  );

/**
 * Every place as it is known now. While the bus, or the rule or queue of the signals, is known not to be what it
 * must be, no call reaches us from anywhere, so no place is `guarded`. While a forwarder or a rule that sends to the
 * bus is wrong, only its own place is not. `incidents` are the open ones.
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

/** A forwarder is a role, and IAM has no Regions: the role's name has the Region from which it sends. */
function sendsFrom({ accountId, region }: PlaceState, { subjectId }: Open): boolean {
  const [, , , where, account] = subjectId.split(':');
  if (account !== accountId || !isSender(subjectId)) return false;
  return where === region || subjectId.endsWith(`/trailwarden-forwarder-${region}`);
}
