import type { PlaceState, PlaceStateName } from '../coverage/place-state';
import type { Heartbeat } from '../domain/heartbeat';
import { type Pulse, pulseOf } from './pulse-of';

/** Absent where no beat is sent: the account is not one that is looked at. */
export interface BeatingState extends PlaceState {
  readonly heartbeat?: Pulse;
}

/** Every place with the beats it sent, as they stand now. */
export function withPulses(
  places: readonly PlaceState[],
  heartbeats: readonly Heartbeat[],
  now: Date,
): readonly BeatingState[] {
  const byPlace = new Map(heartbeats.map((one) => [`${one.accountId}/${one.region}`, one]));
  return places.map((place) =>
    LOOKED_AT_BY_NOBODY.has(place.state)
      ? place
      : { ...place, heartbeat: pulseOf(byPlace.get(`${place.accountId}/${place.region}`), now) },
  );
}

const LOOKED_AT_BY_NOBODY: ReadonlySet<PlaceStateName> = new Set([
  'joining',
  'suspended',
  'closed',
]);

/** The way from there to us is cut: somebody has to do something, however well it is guarded. */
export const isSilent = ({ heartbeat }: BeatingState): boolean => heartbeat?.kind === 'silent';
