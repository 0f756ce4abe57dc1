import type { Ticking } from '../../domain/tick';
import type { PlaceState } from '../coverage/place-state';
import { isSilentWithAll, nothingHeardSince, silentIn } from './ticks';

/** As long as the sweeper may be late, or try again. */
const UNREAD_MS = 5 * 60_000;

/** Places from which no event reaches us: since when and why. */
type Silences = ReadonlyMap<string, Pick<PlaceState, 'since' | 'why'>>;

export const placeKey = ({ accountId, region }: Pick<PlaceState, 'accountId' | 'region'>): string =>
  `${accountId}/${region}`;

/**
 * Every place whose ticks stopped, and each place that ticks while the sweeper takes no ticks. Places that fell
 * silent all together have one cause, the centre. Where that is `known` to be at fault, it is told there, and no
 * place is called silent for it.
 */
export function silencesIn(
  tickings: readonly Ticking[],
  now: Date,
  { isCentreKnown = false }: { readonly isCentreKnown?: boolean } = {},
): Silences {
  const found = new Map<string, Pick<PlaceState, 'since' | 'why'>>();
  const all = nothingHeardSince(tickings);
  for (const one of tickings) {
    const { region, last, readAt } = one;
    if (now.getTime() - Date.parse(readAt) > UNREAD_MS) {
      const why = 'its ticks were not read since: does the rule trailwarden-minute run?';
      for (const accountId of Object.keys(last)) {
        found.set(placeKey({ accountId, region }), { since: readAt, why });
      }
    }
    for (const { accountId, since } of silentIn(one)) {
      const isOfCentre = all !== undefined && isSilentWithAll({ since }, all);
      if (isOfCentre && isCentreKnown) continue;
      const told = isOfCentre ? { since: all, why: CENTRE_UNHEARD } : { since, why: SILENT };
      found.set(placeKey({ accountId, region }), told);
    }
  }
  return found;
}

/**
 * Every place as it is known now: a silent one is not `guarded`. A place that never ticked has an older stack, and
 * is judged by its looks alone.
 */
export function withTicks<T extends PlaceState>(
  places: readonly T[],
  tickings: readonly Ticking[],
  now: Date,
  known: { readonly isCentreKnown?: boolean } = {},
): readonly T[] {
  const silences = silencesIn(tickings, now, known);
  const ticked = new Map<string, Set<string>>();
  for (const { region, last } of tickings) {
    ticked.set(region, new Set([...(ticked.get(region) ?? []), ...Object.keys(last)]));
  }
  return places.map((place) => {
    if (place.state !== 'guarded') return place;
    const silent = silences.get(placeKey(place));
    if (silent) return { ...place, state: 'silent', ...silent };
    const { accountId, region, since } = place;
    const others = ticked.get(region);
    const isLate = since !== undefined && now.getTime() - Date.parse(since) > FIRST_TICK_MS;
    const isNever = isLate && others !== undefined && others.size > 0 && !others.has(accountId);
    return isNever ? { ...place, neverTicked: true } : place;
  });
}

/** A new stack ticks within its first minutes. */
const FIRST_TICK_MS = 5 * 60_000;

/** Told once for all places: it is unknown whether any of them would be heard. */
export const CENTRE_UNHEARD =
  'the centre receives no ticks of any account, so it is not known whether this one is heard; it is looked at instead';

const SILENT =
  'its rule trailwarden-forward-warden has not been heard since, so what is done there does not reach us; it is looked at instead';
