import type { Place } from '../../shared/aws/member-access';
import type { Missed } from '../../shared/dark/not-recoverable';
import { placesOf } from '../../shared/dark/places-of';
import type { Search } from '../../shared/dark/searched';
import { subtract, within } from '../../shared/dark/spans';
import { add, emptyTally, type Tally } from '../../shared/dark/tally';
import { type Suspect, suspectIn } from '../../shared/dark/whose';
import type { Incident } from '../../shared/domain/incident';
import { earlyLook } from './early-look';
import { type Dark, type Investigator, placeKey } from './investigator';
import { keepProgress } from './keep-progress';
import { readPlace } from './read-place';
import { type Times, timesAt } from './times-at';

export interface Reading {
  readonly incident: Incident;
  readonly search: Search;
  readonly dark: Dark;
}

/** What one look came to. */
export interface DarkRead extends Reading {
  readonly times: Times;
  readonly places: readonly Place[];
  readonly missed: readonly Missed[];
  /** There was more than this invocation had time for. */
  readonly left: boolean;
  /** What is kept, and what was glanced at. */
  readonly tally: Tally;
}

/** All places at the same time: each has a quota of its own. */
export async function readDark(investigator: Investigator, reading: Reading): Promise<DarkRead> {
  const { incident, search, dark } = reading;
  const times = timesAt(investigator.now(), investigator.delayMinutes);
  const places = placesOf(incident, investigator.regions);
  const suspect = suspectIn(incident);
  const save = (grown: Dark) => investigator.save(incident.id, grown);
  const progress = keepProgress(dark, { suspect, save });
  const outcomes = await Promise.all(
    places.map(async (place) => ({
      place,
      outcome: await readPlace(investigator, place, {
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
  const known = { incident, search, dark: read, times, places, missed, left };
  const kept = read.tally ?? emptyTally;
  return { ...known, tally: left ? kept : await glancedAt(investigator, known, { kept, suspect }) };
}

/** With what happened so lately that CloudTrail may still be delivering it. */
async function glancedAt(
  investigator: Investigator,
  { search, times, places, dark }: Omit<DarkRead, 'tally'>,
  { kept, suspect }: { readonly kept: Tally; readonly suspect: Suspect },
): Promise<Tally> {
  const lately = within(search.spans, times.unsettled);
  const looks = await Promise.all(
    places.map((place) =>
      earlyLook(investigator, place, subtract(lately, dark.covered[placeKey(place)] ?? [])),
    ),
  );
  return add(kept, looks.flat(), suspect);
}
