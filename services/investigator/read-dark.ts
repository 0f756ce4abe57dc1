import type { Incident } from '../../shared/domain/incident';
import type { Place } from '../../shared/domain/place';
import type { Blinded } from '../../shared/investigate/dark/blinded';
import type { Missed } from '../../shared/investigate/dark/not-recoverable';
import { placesOf } from '../../shared/investigate/dark/places-of';
import type { Search } from '../../shared/investigate/dark/searched';
import { subtract, within } from '../../shared/investigate/dark/spans';
import { add, emptyTally, type Tally } from '../../shared/investigate/dark/tally';
import { suspectIn } from '../../shared/investigate/dark/whose';
import { keepProgress, readActorsPlace } from './actors-place';
import { earlyLook, historySpans, type Times } from './event-history';
import { type Dark, type Investigator, placeKey } from './investigator';
import { readOtherPlaces } from './other-places';

export interface Reading {
  readonly incident: Incident;
  readonly search: Search;
  readonly dark: Dark;
}

/** The result of one look. */
export interface DarkRead extends Reading {
  readonly times: Times;
  /** The actor's places, which come first. */
  readonly places: readonly Place[];
  readonly blinded: Blinded;
  /** The other places that were blind, as `account/Region`; read once everything is settled. */
  readonly rest: readonly string[];
  readonly missed: readonly Missed[];
  /** This invocation had no time for the rest. */
  readonly left: boolean;
  /** The events that are kept, and those of a glance. */
  readonly tally: Tally;
}

/** The actor's places first, all at the same time: each has a quota of its own. Then the other places that were blind. */
export async function readDark(investigator: Investigator, reading: Reading): Promise<DarkRead> {
  const { incident, search } = reading;
  const known = await readPlaces(investigator, reading);
  const blinded: Blinded = search.lit
    ? { kind: 'none' }
    : await investigator.blinded(incident, search.window.from);
  const own = new Set(known.places.map(({ accountId }) => accountId));
  const keys = blinded.kind === 'organization' ? blinded.places : [];
  const rest = keys.filter((key) => !own.has(key.slice(0, 12)));
  const all = await withRest(investigator, { ...known, blinded, rest });
  return { ...all, tally: all.left ? all.tally : await glancedAt(investigator, all) };
}

type PlacesRead = Omit<DarkRead, 'blinded' | 'rest'>;

async function readPlaces(investigator: Investigator, reading: Reading): Promise<PlacesRead> {
  const { incident, search, dark } = reading;
  const times = historySpans(investigator.now(), investigator.delayMinutes);
  const places = placesOf(incident, investigator.regions);
  const suspect = suspectIn(incident);
  const save = (grown: Dark) => investigator.save(incident.id, grown);
  const progress = keepProgress(dark, { suspect, save });
  const outcomes = await Promise.all(
    places.map(async (place) => ({
      place,
      outcome: await readActorsPlace(investigator, place, {
        spans: within(search.spans, times.settled),
        covered: dark.covered[placeKey(place)] ?? [],
        folder: `${incident.id}/${place.accountId}/${place.region}`,
        note: (read) => progress.note(place, read),
      }),
    })),
  );
  const read = progress.now();
  const left = outcomes.some(({ outcome }) => outcome.kind === 'left');
  const missed = outcomes.flatMap(({ place, outcome }) =>
    outcome.kind === 'missed' ? [{ ...place, why: outcome.why }] : [],
  );
  const tally = read.tally ?? emptyTally;
  return { incident, search, dark: read, times, places, missed, left, tally };
}

/** Once, when everything has been delivered: a first glance must not look at thousands of places. */
async function withRest(investigator: Investigator, known: DarkRead): Promise<DarkRead> {
  const { incident, search, times, rest: keys, dark } = known;
  const spans = within(search.spans, times.settled);
  if (known.left || keys.length === 0 || spans.length === 0 || !isSettled(known)) return known;
  const suspect = suspectIn(incident);
  const read = await readOtherPlaces(investigator, { id: incident.id, dark, keys, spans, suspect });
  const missed = [...known.missed, ...read.missed];
  return { ...known, ...read, missed, tally: read.dark.tally ?? emptyTally };
}

/** It is over, and CloudTrail has had time to deliver all of it. */
export const isSettled = ({ search, times }: Pick<DarkRead, 'search' | 'times'>): boolean =>
  search.until !== undefined && search.until <= times.settled.to;

/** With recent events that CloudTrail may still be delivering. */
async function glancedAt(
  investigator: Investigator,
  { incident, search, times, places, dark, tally }: DarkRead,
): Promise<Tally> {
  const lately = within(search.spans, times.unsettled);
  const looks = await Promise.all(
    places.map((place) =>
      earlyLook(investigator, place, subtract(lately, dark.covered[placeKey(place)] ?? [])),
    ),
  );
  return add(tally, looks.flat(), suspectIn(incident));
}
