import pc from 'picocolors';
import type { Sweep } from '../../../shared/domain/coverage';
import { durationText } from '../../../shared/domain/duration-text';
import type { IncidentSummary } from '../../../shared/domain/incident';
import { describeObstacle } from '../../../shared/domain/obstacle';
import type { Watch, WatchedPlace } from '../../../shared/domain/watch';
import { headlineOf } from '../../../shared/tampering/guidance/headline';
import { countStates } from '../../../shared/watch/coverage/matrix';
import type { PlaceState } from '../../../shared/watch/coverage/place-state';
import { OVERDUE_MS } from '../../../shared/watch/coverage/with-overdue';
import type { Pulse } from '../../../shared/watch/heartbeat/pulse-of';
import { ALL_UNANSWERED, type BeatingState } from '../../../shared/watch/heartbeat/with-pulses';
import { CENTRE_UNHEARD } from '../../../shared/watch/heartbeat/with-ticks';
import { counted, print, printFirst, printTable } from '../terminal/print';
import { accountOfPlace, ago, cellOf, sums } from './cell';
import { printWorst } from './print-worst';
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
  print(
    `${counted(accounts, 'account')} × ${counted(regions.length, 'Region')}: ${sums(places) || 'nothing to look at'}.`,
  );
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

const LISTED_PULSES = 20;

/** How the beats of all places stand, and, a line each, those that need a person. */
function printPulses(places: readonly BeatingState[], now: Date): void {
  const beating = places.flatMap(({ heartbeat }) => heartbeat ?? []);
  if (beating.length === 0) return;
  print(`Heartbeats: ${pulseSums(beating)}.`);
  const wrong = places.filter(({ heartbeat }) => heartbeat && WRONG.has(heartbeat.kind));
  const lines = wrong.flatMap((place) =>
    place.heartbeat ? `${placeText(place)}: ${pulseText(place.heartbeat, now)}` : [],
  );
  printFirst(lines, LISTED_PULSES);
}

const WRONG: ReadonlySet<Pulse['kind']> = new Set(['silent', 'unsent']);

function pulseSums(pulses: readonly Pulse[]): string {
  const latencies = pulses.flatMap((pulse) => (pulse.kind === 'heard' ? pulse.latencyMs : []));
  const count = (kind: Pulse['kind']) => pulses.filter((pulse) => pulse.kind === kind).length;
  const parts = [
    [count('heard'), `heard${half(latencies)}`],
    [count('silent'), 'silent'],
    [count('unsent'), 'not sent'],
    [count('none'), 'not yet'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(', ');
}

function half(latencies: readonly number[]): string {
  const median = latencies.toSorted((one, other) => one - other)[Math.floor(latencies.length / 2)];
  return median === undefined ? '' : ` (half of them within ${durationText(median)})`;
}

const NAMED = 5;

/** One line: whose roles may be bound by another text without a look finding it, and the command that ends that. */
function printUnkept(unkept: readonly Unkept[]): void {
  const [first, ...others] = unkept;
  if (!first) return;
  const named = unkept.slice(0, NAMED).map(accountOfPlace).join(', ');
  const more = unkept.length > NAMED ? ` and ${unkept.length - NAMED} more` : '';
  const only = others.length > 0 ? '' : ` --account ${first.accountId}`;
  print(
    pc.yellow(
      `${counted(unkept.length, 'account')} with roles whose baseline is from before the text of their boundary was read, so that another text is not found: ${named}${more}. Compare and accept: trailwarden baseline accept --kind warden${only} --why …`,
    ),
  );
}

/** Everything that is not quiet, even where the place is guarded: `guarded` is only what the last look saw. */
interface Unrest {
  readonly watches: readonly Watch[];
  /** Not whole: being worked on, or waiting for a person. */
  readonly incidents: readonly IncidentSummary[];
}

const LISTED = 10;

/**
 * A line for each place that has an open incident, is watched, differs under an exemption, or has a retired subject
 * that exists.
 */
function printUnrest(
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

const list = <T>(all: readonly T[], lineOf: (one: T) => string | readonly string[]): void =>
  printFirst(all.flatMap(lineOf), LISTED);

/** The last heartbeat of a place, in a few words. */
function pulseText(pulse: Pulse, now: Date): string {
  switch (pulse.kind) {
    case 'heard':
      return pc.dim(`heard ${ago(pulse.at, now)} in ${durationText(pulse.latencyMs)}`);
    case 'silent':
      return pc.red(`silent since ${pulse.since.slice(0, 19)}Z`);
    case 'unsent':
      return pc.yellow(`no beat sent: ${describeObstacle(pulse.why)}`);
    case 'none':
      return pc.dim('no beat yet');
  }
}
