import type { Heartbeat } from '../../domain/heartbeat';
import type { PlaceState, PlaceStateName } from '../coverage/place-state';
import { allUnansweredSince, unansweredSince } from './beats';
import { type Pulse, pulseOf } from './pulse-of';

/** Absent where no beat is sent, because the account gets no looks. */
export interface BeatingState extends PlaceState {
  readonly heartbeat?: Pulse;
}

/** Every place with the present state of its beats. A place whose beats are not heard is not `guarded`. */
export function withPulses(
  places: readonly PlaceState[],
  heartbeats: readonly Heartbeat[],
  now: Date,
): readonly BeatingState[] {
  const byPlace = new Map(heartbeats.map((one) => [`${one.accountId}/${one.region}`, one]));
  const unanswered = heartbeats.flatMap((one) => {
    const since = unansweredSince(one, now);
    return since ? [{ ...one, since }] : [];
  });
  const why = allUnansweredSince(unanswered, heartbeats) ? ALL_UNANSWERED : UNANSWERED;
  return places.map((place) => {
    if (LOOKED_AT_BY_NOBODY.has(place.state)) return place;
    const last = byPlace.get(`${place.accountId}/${place.region}`);
    const since = place.state === 'guarded' ? unansweredSince(last, now) : undefined;
    const unheard = since && { state: 'silent' as const, since, why };
    return { ...place, ...unheard, heartbeat: pulseOf(last, now) };
  });
}

/** Said once for all places. */
export const ALL_UNANSWERED =
  'heartbeats leave and nearly none is heard of any place: look at the bus, its rule and queue trailwarden-signals and the responder; where none ever was heard it may be the beat itself (docs/decisions/0019-a-heartbeat.md)';

const UNANSWERED =
  'its heartbeats leave and none was heard since, although it ticks: what is done there does not reach us';

const LOOKED_AT_BY_NOBODY: ReadonlySet<PlaceStateName> = new Set([
  'joining',
  'suspended',
  'closed',
]);

/** The way from there to us is cut: a person has to act, even if the place is guarded. */
export const isSilent = ({ heartbeat }: BeatingState): boolean => heartbeat?.kind === 'silent';
