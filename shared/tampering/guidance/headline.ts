import { BECOME_GUARD } from '../../domain/impostor';
import type { Incident, IncidentSummary } from '../../domain/incident';
import { leftText } from '../../domain/left-text';
import { stopsIn } from '../../domain/stops';
import type { Severity } from '../../domain/technique';
import { UNREAD } from '../../domain/unread';
import { allTechniques, findTechnique } from '../catalogue';
import { findReported } from '../reported/catalogue';
import { guideFor, techniqueGuide } from './catalogue';
import type { SubjectGuide } from './subject-guide';

/** As much of an incident as its headline is made of. A list has no timeline: nothing is counted then. */
type Headlined = Pick<
  IncidentSummary,
  | 'subjectKey'
  | 'subjectId'
  | 'accountId'
  | 'state'
  | 'outcome'
  | 'techniques'
  | 'sentence'
  | 'restoredAt'
  | 'blindSince'
  | 'person'
  | 'standing'
  | 'unread'
  | 'events'
> &
  Partial<Pick<Incident, 'blindMs' | 'timeline' | 'windows' | 'windowsElsewhere'>>;

/**
 * The one sentence over an incident, in every list, report and message: all its techniques, worst first,
 * with how often where that was counted, and whether it is over. What was done is told in the past tense,
 * so that it stays true; the state is said of now. Names are as they were found: a renderer escapes them.
 */
export function headlineOf(incident: Headlined): string {
  const { techniques, state, outcome, sentence, subjectKey } = incident;
  if (state === 'attempted') return attempted(incident);
  if (subjectKey.startsWith(UNREAD)) {
    if (incident.standing === 'left') return `${sentence} Now ${standingText(incident)}.`;
    return isWhole(incident) ? `${sentence} All of it was looked at again.` : sentence;
  }
  const guide = guideFor(techniques, subjectKey);
  if (!guide) return outcome === 'restored' ? `${sentence} It was undone.` : sentence;
  const whole = isWhole(incident);
  if (guide.headline.asFound && !whole) return sentence;
  const did = didOf(incident, guide);
  const called = guide.headline.called(incident);
  const benign = leftText(incident);
  if (benign) return `${benign.calls} was called on ${within(called)}; nothing of it is weaker.`;
  if (did.length > 0) return `${called} ${joined(did)}; ${endOf(incident, guide)}.`;
  if (incident.unread === 'now') {
    return `${called} could not be looked at: whether it is as it must be is not known.`;
  }
  if (!whole) return sentence;
  const end = standingText(incident) ?? 'it is as it must be';
  if (incident.unread) return `${called} could not be looked at for a while; ${end}.`;
  // The reason why a person was needed is over; a sentence about a call that changed nothing stays true.
  const isReason = sentence.startsWith(`${subjectKey.split('#')[0]} ${incident.subjectId}: `);
  return isReason ? `${called} needed a person for a while; ${end}.` : sentence;
}

/** As it stands within a sentence: `trail main`, but `KMS key`. */
const within = (called: string): string =>
  called.replace(/^[A-Z](?=[a-z])/, (one) => one.toLowerCase());

/** Says whether it is back. Where there is no baseline, or it could not be read, it says that instead. */
function endOf(incident: Headlined, { headline }: SubjectGuide): string {
  if (incident.unread === 'now') return 'it could not be looked at since';
  const partly = incident.blindSince === undefined ? headline.partly : undefined;
  return (
    standingText(incident) ?? (isWhole(incident) ? headline.back : (partly ?? headline.notYet))
  );
}

/** How it stands where no baseline says what it must be; nothing where one does. */
export function standingText({ standing }: Pick<Headlined, 'standing'>): string | undefined {
  switch (standing) {
    case 'gone':
      return 'it is gone: it had no baseline, so nothing puts it back';
    case 'unguarded':
      return 'it has no baseline, so nothing puts it back';
    case 'left':
      return 'its account is no part of the organization: our roles cannot look into it any more';
    case 'retired':
      return 'it is retired: nothing of it is guarded any more';
    case undefined:
      return undefined;
  }
}

/** Is everything as it must be, by the last look? A fight is escalated although it is. */
export const isWhole = ({
  state,
  restoredAt,
  blindSince,
}: Pick<Headlined, 'state' | 'restoredAt' | 'blindSince'>): boolean =>
  state === 'restored' ||
  (state === 'escalated' && restoredAt !== undefined && blindSince === undefined);

/** What a fight is, and what ends it: nothing is broken just now, and the same hand will break it again. */
export function fightText(
  incident: Headlined & Pick<IncidentSummary, 'actors'>,
): string | undefined {
  const isStanding = incident.standing === undefined && isWhole(incident);
  const { events, windows = [] } = incident;
  // A dark time that no event tells of was found by a look, and is a blow all the same.
  const blows = Math.max(events, windows.length);
  if (incident.state !== 'escalated' || !isStanding || blows < 2) return undefined;
  const done = (incident.timeline ?? []).filter(({ kind }) => kind === 'tampered');
  const hands = new Set(done.map(({ text }) => / by (\S+) from /.exec(text)?.[1]));
  const isOne = hands.size === 1 && !hands.has(undefined) && events === blows;
  const who = isOne ? 'The same identity' : 'One or more callers';
  const many = incident.techniques.length;
  const what = many > 1 ? `changed ${many} things` : `did it ${blows} times`;
  const found = events === blows ? [] : windows;
  const times = [...done.map(({ at }) => at), ...found.map(({ from }) => from.at)];
  return `Everything is as it must be now. ${who} ${what}${spanOf(times)}: take ${isOne ? 'its' : 'their'} access away.`;
}

function spanOf(moments: readonly string[]): string {
  const times = moments.map((at) => Date.parse(at)).filter((at) => !Number.isNaN(at));
  const s = Math.round((Math.max(...times) - Math.min(...times)) / 1_000);
  if (times.length < 2 || s < 1) return '';
  return s < 120 ? ` in ${s} s` : ` in ${Math.round(s / 60)} min`;
}

function attempted({ techniques, sentence }: Headlined): string {
  const titles = ranked(techniques).flatMap(
    (id) => (findTechnique(id) ?? findReported(id))?.title ?? [],
  );
  if (titles.length === 0) return sentence;
  const told = titles.slice(0, 3).map((title) => title.charAt(0).toLowerCase() + title.slice(1));
  const more = titles.length - told.length;
  const all = more > 0 ? [...told, `do ${more} more things`] : told;
  const hadBecome = techniques.includes(BECOME_GUARD)
    ? ' who had become a role of Trailwarden’s own'
    : '';
  return `A caller${hadBecome} tried to ${enumerated(all)}; AWS refused.`;
}

function didOf(incident: Headlined, guide: SubjectGuide): readonly string[] {
  return ranked(incident.techniques).flatMap((id) => {
    const did = techniqueGuide(guide, id)?.did;
    if (did === undefined) return [];
    const { person } = incident;
    // Every record of it names a role of ours, so the reader needs the person first.
    if (id === BECOME_GUARD && person)
      return did.replace('an attacker', () => `${nameOf(person)},`);
    return `${did}${oftenOf(incident, id)}`;
  });
}

const nameOf = ({ name, certainty }: NonNullable<Headlined['person']>): string =>
  certainty === 'certain' ? name : `${name} (${certainty})`;

/** How often, where one call does this and nothing else; a timeline that is full knows the least. */
function oftenOf(incident: Headlined, id: string): string {
  const { timeline = [], events } = incident;
  const technique = findTechnique(id);
  if (!technique) return '';
  const own = new Set(
    Object.values(technique.events)
      .flat()
      .filter((name) => isOnlyOf(name, id)),
  );
  const done = timeline.filter(({ kind }) => kind === 'tampered');
  const calls = done.filter(({ text }) => own.has(text.split(' ')[0] ?? '')).length;
  const idle = id === 'stop-logging' ? stopsIn(incident).idle : 0;
  const nothing =
    idle > 0 ? ` (and ${idle} ${idle === 1 ? 'call' : 'calls'} that changed nothing)` : '';
  const times = calls - idle;
  if (times < 2) return nothing;
  const least = events > done.length ? ' at least' : '';
  return `${times === 2 && least === '' ? ' twice' : `${least} ${times} times`}${nothing}`;
}

const isOnlyOf = (name: string, id: string): boolean =>
  allTechniques.every(
    (one) => one.id === id || !Object.values(one.events).some((names) => names.includes(name)),
  );

/** Worst first: by severity, then what is gone altogether, then as the catalogue has them. */
const ranked = (ids: readonly string[]): readonly string[] =>
  ids.toSorted((one, other) => rankOf(one) - rankOf(other));

const SEVERITIES = ['critical', 'high', 'medium'] as const satisfies readonly Severity[];

function rankOf(id: string): number {
  const severity = (findTechnique(id) ?? findReported(id))?.severity ?? 'medium';
  const isGone = /^(delete|destroy)-/.test(id);
  const place = allTechniques.findIndex((one) => one.id === id);
  return SEVERITIES.indexOf(severity) * 10_000 + (isGone ? 0 : 1_000) + place;
}

/** `was deleted twice and stopped`: what is said once of all is not repeated. */
function joined(did: readonly string[]): string {
  return enumerated(did.map((one, at) => (at === 0 ? one : one.replace(/^was /, ''))));
}

function enumerated(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}
