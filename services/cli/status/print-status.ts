import pc from 'picocolors';
import type { Sweep } from '../../../shared/domain/coverage';
import { countStates } from '../../../shared/watch/coverage/matrix';
import { ALL_UNANSWERED, type BeatingState } from '../../../shared/watch/heartbeat/with-pulses';
import { CENTRE_UNHEARD } from '../../../shared/watch/heartbeat/with-ticks';
import { counted, print, printTable } from '../terminal/print';
import { ago } from './ago';
import { cellOf, colourOf } from './cell';
import { printPulses } from './print-pulses';
import { printUnkept } from './print-unkept';
import { printUnrest, type Unrest } from './print-unrest';
import { printWorst } from './print-worst';
import { pulseText } from './pulse-text';
import type { Unkept } from './unkept-roles';

interface Status {
  readonly places: readonly BeatingState[];
  readonly regions: readonly string[];
  readonly now: Date;
  /** Absent when no sweep ever began. */
  readonly sweep?: Sweep;
  readonly unrest?: Unrest;
  readonly unkept?: readonly Unkept[];
  /** The centre receives no ticks of any account; absent while it does. */
  readonly centre?: Unheard;
}

interface Unheard {
  readonly unheardSince: string;
  /** Of the part that is known to be at fault. */
  readonly incident?: string;
}

/** A person reads every account of a small organization, and of a large one what is wrong. */
const ACCOUNTS_READ = 40;

export function printStatus({
  places,
  regions,
  now,
  sweep,
  unrest = QUIET,
  unkept = [],
  centre,
}: Status): void {
  const accounts = places.length / Math.max(regions.length, 1);
  print(`${counted(accounts, 'account')} × ${counted(regions.length, 'Region')}: ${sums(places)}.`);
  if (centre) print(pc.red(unheardSentence(centre, now)));
  if (places.some(({ why }) => why === ALL_UNANSWERED)) print(pc.red(`All: ${ALL_UNANSWERED}.`));
  print(sweepSentence(sweep, now));
  const byHand = askedByHand(places);
  if (byHand) print(`The last look asked for by hand was ${ago(byHand, now)}.`);
  if (accounts <= ACCOUNTS_READ) printMatrix(places, regions, now);
  else printCounts(places, regions);
  // What a line above says of all is not said of each.
  printWorst(
    places.filter(({ why }) => why !== CENTRE_UNHEARD && why !== ALL_UNANSWERED),
    now,
  );
  printUnrest(places, unrest, now);
  printUnkept(unkept);
  printPulses(places, now);
}

const QUIET: Unrest = { watches: [], incidents: [] };

function unheardSentence({ unheardSince, incident }: Unheard, now: Date): string {
  const why = incident
    ? `the rule or queue trailwarden-ticks is not what it must be (${incident})`
    : 'look at the rule trailwarden-ticks, its queue and the bus in the security account, and for a policy of the organization that denies every forwarder';
  return `The centre does not receive ticks: the last one of any account came ${ago(unheardSince, now)}: ${why}.`;
}

/** `trailwarden sweep` leaves its name on every place it had looked at. */
const askedByHand = (places: readonly BeatingState[]): string | undefined =>
  places
    .filter(({ by }) => by?.startsWith('trailwarden sweep'))
    .flatMap(({ lookedAt }) => lookedAt ?? [])
    .sort()
    .at(-1);

const sums = (places: readonly BeatingState[]): string =>
  countStates(places)
    .map(([state, count]) => colourOf(state)(`${count} ${state}`))
    .join(', ') || 'nothing to look at';

function sweepSentence(sweep: Sweep | undefined, now: Date): string {
  if (!sweep) return 'No scheduled sweep has begun yet.';
  const { startedAt, finishedAt, accounts } = sweep;
  const asked = `asked for ${counted(accounts, 'account')}`;
  return finishedAt
    ? `The last sweep ended ${ago(finishedAt, now)} and ${asked}.`
    : `A sweep that began ${ago(startedAt, now)} ${asked} so far.`;
}

function printMatrix(places: readonly BeatingState[], regions: readonly string[], now: Date): void {
  const rows = new Map<string, string[]>();
  for (const place of places) {
    const row = rows.get(place.accountId) ?? [place.accountId, place.name];
    const pulse = place.heartbeat && pulseText(place.heartbeat, now);
    rows.set(place.accountId, [...row, pulse ? `${seen(place, now)}\n${pulse}` : seen(place, now)]);
  }
  printTable(['Account', 'Name', ...regions], [...rows.values()]);
}

/** What a place is, and how long ago that was seen. */
const seen = (place: BeatingState, now: Date): string =>
  place.lookedAt
    ? `${cellOf(place)}\n${pc.dim(`seen ${ago(place.lookedAt, now)}`)}`
    : cellOf(place);

/** Guarded by its own trail and guarded by the organization's are rows of their own. */
function printCounts(places: readonly BeatingState[], regions: readonly string[]): void {
  const rows = countStates(places).flatMap(([state]) => {
    const inState = places.filter((place) => place.state === state);
    return [...new Set(inState.map(cellOf))].sort().map((label) => {
      const some = inState.filter((place) => cellOf(place) === label);
      return [label, ...regions.map((region) => countIn(some, region))];
    });
  });
  printTable(['State', ...regions], rows);
}

const countIn = (places: readonly BeatingState[], region: string): string =>
  String(places.filter((place) => place.region === region).length || '-');
