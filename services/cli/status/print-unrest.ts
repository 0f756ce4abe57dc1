import pc from 'picocolors';
import { durationText } from '../../../shared/domain/duration-text';
import type { IncidentSummary } from '../../../shared/domain/incident';
import type { Watch, WatchedPlace } from '../../../shared/domain/watch';
import { headlineOf } from '../../../shared/tampering/guidance/headline';
import type { PlaceState } from '../../../shared/watch/coverage/place-state';
import { OVERDUE_MS } from '../../../shared/watch/coverage/with-overdue';
import { print } from '../terminal/print';
import { accountOfPlace } from './account-of-place';
import { ago } from './ago';

/** Everything that is not quiet, even where the place is guarded: `guarded` is only what the last look saw. */
export interface Unrest {
  readonly watches: readonly Watch[];
  /** Not whole: being worked on, or waiting for a person. */
  readonly incidents: readonly IncidentSummary[];
}

const LISTED = 10;

/**
 * A line for each place that has an open incident, is watched, differs under an exemption, or has a retired subject
 * that exists.
 */
export function printUnrest(
  places: readonly PlaceState[],
  { watches, incidents }: Unrest,
  now: Date,
): void {
  const shown = new Map(places.map((place) => [placeKey(place), placeText(place)]));
  const whereOf = (one: WatchedPlace): string => shown.get(placeKey(one)) ?? placeKey(one);
  const isShown = (one: WatchedPlace): boolean => shown.has(placeKey(one));
  list(incidents.filter(isShown), (incident) =>
    pc.red(`${whereOf(incident)}: ${incident.id} is ${incident.state}: ${headlineOf(incident)}`),
  );
  list(places, (place) =>
    (place.exempt ?? []).map(({ until, differs }) =>
      pc.yellow(`${placeText(place)}: exempt until ${until.slice(0, 19)}Z, differs: ${differs}`),
    ),
  );
  list(undelivered(places), (line) => pc.yellow(line));
  const never = places.filter(({ neverTicked }) => neverTicked);
  if (never.length > 0) print(pc.yellow(neverTickedText(never)));
  list(places, (place) =>
    (place.retired ?? []).map((id) =>
      pc.yellow(`${placeText(place)}: ${id} is there and retired: nothing guards it.`),
    ),
  );
  const struck = watches.filter((watch) => isShown(watch) && isStruck(watch));
  list(struck, (watch) => {
    const { why, startedAt, owedSince, nextAt } = watch;
    const since = owedSince ? `not whole since ${ago(owedSince, now)}` : why;
    const inMs = Date.parse(nextAt) - now.getTime();
    const next =
      inMs < -OVERDUE_MS
        ? pc.red(`its next look is ${durationText(-inMs)} overdue`)
        : `next look in ${durationText(Math.max(0, inMs))}`;
    return `${whereOf(watch)} is watched: ${since}, ${ago(startedAt, now)}; ${next}`;
  });
}

/** One line for all: after an upgrade it may concern every place. */
function neverTickedText(places: readonly PlaceState[]): string {
  const named = places.slice(0, LISTED).map(placeText).join('; ');
  const more = places.length > LISTED ? `; and ${places.length - LISTED} more` : '';
  return `No tick was ever heard of ${named}${more}: the member stack is older than ticks, or its rule trailwarden-forward-warden or its forwarder was cut before the first minute. Only looks tell what is done there: update the stack, or look at both.`;
}

/** A line for each trail whose records do not arrive in its bucket: an organization's trail guards many places. */
function undelivered(places: readonly PlaceState[]): readonly string[] {
  const failing = places.flatMap((place) =>
    place.trails.flatMap(({ id, deliveryError }) =>
      deliveryError ? [{ place, id, deliveryError }] : [],
    ),
  );
  const byTrail = new Map(failing.toReversed().map((one) => [one.id, one] as const));
  return [...byTrail.values()]
    .toReversed()
    .map(
      ({ place, id, deliveryError }) =>
        `${placeText(place)}: the files of ${id} are not delivered (${deliveryError}); CloudTrail tries again for 30 days.`,
    );
}

const placeKey = ({ accountId, region }: WatchedPlace): string => `${accountId} ${region}`;

const placeText = (place: PlaceState): string => `${accountOfPlace(place)} ${place.region}`;

/** Only the end of an exemption is planned, and no blow happened. */
const isStruck = ({ nextAt, wakeAt, owedSince }: Watch): boolean =>
  owedSince !== undefined || nextAt !== wakeAt;

function list<T>(all: readonly T[], lineOf: (one: T) => string | readonly string[]): void {
  const lines = all.flatMap(lineOf);
  for (const line of lines.slice(0, LISTED)) print(line);
  if (lines.length > LISTED) print(`… and ${lines.length - LISTED} more; --json has all of them.`);
}
