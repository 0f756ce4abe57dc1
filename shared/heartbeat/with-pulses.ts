import type { PlaceState, PlaceStateName } from '../coverage/place-state';
import type { Heartbeat } from '../domain/heartbeat';
import { unansweredSince } from './beats';
import { type Pulse, pulseOf } from './pulse-of';

/** Absent where no beat is sent: the account is not one that is looked at. */
export interface BeatingState extends PlaceState {
  readonly heartbeat?: Pulse;
}

/** Every place with the beats it sent, as they stand now. One whose beats are not heard is not `guarded`. */
export function withPulses(
  places: readonly PlaceState[],
  heartbeats: readonly Heartbeat[],
  now: Date,
): readonly BeatingState[] {
  const byPlace = new Map(heartbeats.map((one) => [`${one.accountId}/${one.region}`, one]));
  return places.map((place) => {
    if (LOOKED_AT_BY_NOBODY.has(place.state)) return place;
    const last = byPlace.get(`${place.accountId}/${place.region}`);
    const since = place.state === 'guarded' ? unansweredSince(last, now) : undefined;
    const unheard = since && { state: 'silent' as const, since, why: UNANSWERED };
    return { ...place, ...unheard, heartbeat: pulseOf(last, now) };
  });
}

const UNANSWERED =
  'its heartbeats leave and none was heard since, whatever its ticks say: what is done there does not reach us';

const LOOKED_AT_BY_NOBODY: ReadonlySet<PlaceStateName> = new Set([
  'joining',
  'suspended',
  'closed',
]);

/** The way from there to us is cut: somebody has to do something, however well it is guarded. */
export const isSilent = ({ heartbeat }: BeatingState): boolean => heartbeat?.kind === 'silent';
