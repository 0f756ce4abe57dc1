import { accountText } from '../../../shared/domain/account-text';
import { durationText } from '../../../shared/domain/duration-text';
import type { IncidentSummary } from '../../../shared/domain/incident';
import { countStates } from '../../../shared/watch/coverage/matrix';
import { accountOfPlace, sums } from '../status/cell';
import { printWorst } from '../status/print-worst';
import { counted, print, printFirst, printJson, printTable, stateColour } from '../terminal/print';
import { shortName } from '../terminal/short-name';
import type { AskedPlace } from './seen-so-far';
import type { SweepReport } from './sweep-now';
import { tally } from './tally';

/** For programs: every place with its outcome, and what was found. */
export function printSweepJson(report: SweepReport): void {
  const { by, at, tookMs, regions, places, incidents, skipped } = report;
  printJson({
    ...{ by, at, tookMs: Math.round(tookMs), regions },
    asked: places.length,
    counts: { ...tally(report), ...Object.fromEntries(countStates(looked(places))) },
    places,
    incidents,
    skipped,
  });
}

export function printSweep(report: SweepReport): void {
  const { places, accounts, regions, incidents, tookMs, skipped } = report;
  const done = looked(places);
  print(
    `${done.length} of ${counted(places.length, 'look')} (${counted(accounts.length, 'account')} × ${counted(regions.length, 'Region')}) after ${durationText(tookMs)}: ${sums(done) || 'nothing is known'}.`,
  );
  print(findingsSentence(incidents, places));
  if (incidents.length > 0) printFindings(incidents);
  printWorst(done, new Date());
  printUnanswered(places.filter(({ answer }) => answer !== 'looked'));
  if (skipped.length > 0) {
    const each = skipped.map(({ id, name, state }) =>
      name === id ? `${id} (${state})` : `${id} (${name}, ${state})`,
    );
    print(`Not looked at: ${each.join(', ')}.`);
  }
}

const looked = (places: readonly AskedPlace[]): readonly AskedPlace[] =>
  places.filter(({ answer }) => answer !== 'waiting');

function findingsSentence(
  incidents: readonly IncidentSummary[],
  places: readonly AskedPlace[],
): string {
  const exempt = places.flatMap((place) =>
    (place.exempt ?? []).map(
      ({ until, differs }) =>
        `${accountOfPlace(place)} ${place.region}: exempt until ${until.slice(0, 19)}Z, differs: ${differs}`,
    ),
  );
  return [foundSentence(incidents, places, exempt.length > 0), ...exempt].join('\n');
}

function foundSentence(
  incidents: readonly IncidentSummary[],
  places: readonly AskedPlace[],
  isExempt: boolean,
): string {
  if (incidents.length === 0) {
    const read = places.filter(isRead).length;
    if (read === 0) return 'Nothing could be looked at, so nothing is known.';
    const where =
      read < places.length ? ` in the ${read} of ${places.length} places that were read` : '';
    const but = isExempt ? ', but for what is exempt' : '';
    return `Nothing was found that is not as it must be${where}${but}.`;
  }
  const restored = incidents.filter(({ state }) => state === 'restored').length;
  return `${incidents.length} found not to be as they must be; ${restored} put back.`;
}

/** Was everything read? A place that could not be read is no place without a finding. */
const isRead = ({ answer, state }: AskedPlace): boolean =>
  answer === 'looked' && !['not enrolled', 'unreachable', 'never'].includes(state);

const LISTED = 40;

function printFindings(incidents: readonly IncidentSummary[]): void {
  const worstFirst = incidents.toSorted(
    (one, other) => Number(one.state === 'restored') - Number(other.state === 'restored'),
  );
  printTable(
    ['Account', 'Region', 'Subject', 'Techniques', 'State', 'Why'],
    worstFirst
      .slice(0, LISTED)
      .map((incident) => [
        accountText(incident),
        incident.region,
        `${incident.subjectKey.split('#')[0]} ${shortName(incident.subjectId)}`,
        incident.techniques.join(', ') || '-',
        stateColour(incident.state),
        incident.escalation ?? '',
      ]),
  );
  const more = incidents.length - LISTED;
  if (more > 0) print(`… and ${more} more; "trailwarden incidents list" has all of them.`);
}

const NAMED = 20;

const printUnanswered = (places: readonly AskedPlace[]): void =>
  printFirst(
    places.map((place) => `${accountOfPlace(place)} ${place.region} ${unanswered(place)}.`),
    NAMED,
  );

function unanswered(place: AskedPlace): string {
  if (place.answer === 'again') {
    return `was not looked at in full, and is looked at again: ${place.unfinished.why}`;
  }
  const { lookedAt, state } = place;
  const before = lookedAt ? `; at ${lookedAt.slice(0, 19)}Z it was ${state}` : '';
  return `was not looked at in time${before}`;
}
