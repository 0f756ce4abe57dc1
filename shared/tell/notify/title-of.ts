import { accountText } from '../../domain/account-text';
import { durationText } from '../../domain/duration-text';
import type { Incident } from '../../domain/incident';
import { leftText } from '../../domain/left-text';
import { isContained, isOfLogin } from '../../domain/login-standing';
import { UNREAD } from '../../domain/unread';
import { isWhole, standingText } from '../../tampering/guidance/headline';
import { kindOf, type LetterItem } from './letter';
import { isTestIncident } from './test-incident';

/**
 * The line that a locked phone shows: how bad, that it is tampering, where, of what, is it over, who. The state is
 * the incident's now, and not the one for which the notice was planned: a late message is still true.
 */
export function titleOf(item: LetterItem): string {
  const { incident } = item;
  const tag = `[${incident.severity}]`;
  const where = accountText(incident);
  const at = `${where}: ${thingOf(incident)}`;
  const by = byOf(incident);
  switch (kindOf(item)) {
    case 'opened':
    case 'restored':
    case 'escalated':
    case 'attempted':
      return `${tag} ${tamperedIn(incident, at)}${by}`;
    case 'again':
      return `${tag} ${capital(done(incident, ' again'))} (${ordinal(incident.again?.times ?? 2)} time) in ${at}, ${stateText(incident)}${by}`;
    case 'identified':
      return `${tag} ${wordsOf(incident).who} in ${at}: ${knownText(incident)}`;
    case 'investigated':
      return `${tag} ${darkText(incident)} in ${at}`;
    case 'asked':
      return `${tag} An answer is needed${untilText(incident)}: ${at}`;
    case 'acknowledged':
      return `${tag} Answered ${incident.acknowledgement?.as ?? ''}: ${wordsOf(incident).thing} in ${at}`;
    case 'reminder':
      return `${tag} Not answered${waitedText(item)}: ${done(incident)} in ${at}, ${stateText(incident)}`;
  }
}

/** The incident's title, the same for all its transitions, also where nothing turns out to be wrong: for threads and tickets. */
export const subjectOf = (incident: Incident): string =>
  isTestIncident(incident)
    ? `[test] Trailwarden: a test of the channel ${incident.subjectId}, nothing happened`
    : `[${incident.severity}] ${wordsOf(incident).subject}: ${accountText(incident)} ${thingOf(incident)}`;

function tamperedIn(incident: Incident, at: string): string {
  if (incident.subjectKey.startsWith(UNREAD)) {
    const place = `${accountText(incident)}, ${incident.region}`;
    return isWhole(incident) ? `Looked at again: ${place}` : `It could not be looked at: ${place}`;
  }
  const benign = leftText(incident);
  if (benign) return `${benign.calls} in ${at}, and nothing of it is weaker`;
  if (incident.state === 'attempted') return `${wordsOf(incident).tried} in ${at}; AWS refused`;
  if (incident.state === 'escalated') {
    const isOver = isWhole(incident) || isContained(incident);
    const over = isOver ? `, ${stateText(incident)}` : '';
    return `A person is needed: ${done(incident)} in ${at}${over}`;
  }
  return `${capital(done(incident))} in ${at}, ${stateText(incident)}`;
}

/** What happened, in the middle of a line. */
export const done = (incident: Incident, again = ''): string => `${wordsOf(incident).done}${again}`;

interface Words {
  readonly subject: string;
  readonly thing: string;
  readonly done: string;
  readonly tried: string;
  readonly who: string;
}

/** Only what is done to CloudTrail and its parts is called tampering with it. */
const WORDS: readonly (readonly [RegExp, Words])[] = [
  [
    /^instance#/,
    {
      ...{ subject: 'Login', thing: 'login', done: 'login' },
      ...{ tried: 'Tried to log in', who: 'Who logged in' },
    },
  ],
  [
    /^bucket#/,
    {
      ...{ subject: 'Access to a bucket', thing: 'access to a bucket' },
      ...{ done: 'access to a bucket changed', tried: 'Tried to change access to a bucket' },
      who: 'Who changed access to a bucket',
    },
  ],
  [
    /^hosts#/,
    {
      ...{ subject: 'Silent machines', thing: 'silent machines', done: 'machines fell silent' },
      ...{ tried: 'Tried to silence machines', who: 'Who silenced machines' },
    },
  ],
];

const OF_CLOUDTRAIL: Words = {
  ...{ subject: 'CloudTrail incident', thing: 'CloudTrail', done: 'CloudTrail tampered with' },
  ...{ tried: 'Tried to tamper with CloudTrail', who: 'Who tampered with CloudTrail' },
};

const wordsOf = ({ subjectKey }: Pick<Incident, 'subjectKey'>): Words =>
  WORDS.find(([pattern]) => pattern.test(subjectKey))?.[1] ?? OF_CLOUDTRAIL;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function stateText(incident: Incident): string {
  if (isOfLogin(incident)) return loginText(incident);
  if (incident.state === 'attempted') return 'AWS refused';
  if (isWhole(incident)) {
    const standing = standingText(incident);
    if (standing !== undefined) return standing.split(':')[0] ?? standing;
    return incident.state === 'escalated' ? 'back for now' : 'put back';
  }
  if (incident.state === 'escalated') return 'a person is needed';
  return incident.unread === 'now' ? 'it could not be looked at since' : 'not put back yet';
}

function loginText(incident: Incident): string {
  if (isContained(incident)) return 'contained';
  if (incident.state === 'restored') return 'over';
  return incident.state === 'escalated' ? 'a person is needed' : 'being looked into';
}

/** `trail main`; an incident that is told and not undone has no kind of its own. */
function thingOf({ subjectKey, subjectId }: Incident): string {
  const kind = subjectKey.split('#')[0]?.replaceAll('-', ' ') ?? '';
  const name = subjectId.split(/[:/]/).at(-1) || subjectId || 'unknown';
  return kind === '' || kind === 'report' ? name : `${kind} ${name}`;
}

function byOf(incident: Incident): string {
  const who = shortWho(incident);
  return who === undefined ? '' : `, by ${who}`;
}

/** `Admin/mallory`, `mallory`: an ARN does not fit a phone. */
export function shortWho({
  lineage,
  evidence,
}: Pick<Incident, 'lineage' | 'evidence'>): string | undefined {
  if (lineage?.human) return lineage.human.name;
  const principal = evidence?.actor.principal;
  if (principal === undefined || principal === 'unknown') return undefined;
  const [, session] = /:assumed-role\/(?:.*\/)?([^/]+\/[^/]+)$/.exec(principal) ?? [];
  return session ?? principal.split(/[:/]/).at(-1);
}

const knownText = ({ lineage }: Incident): string =>
  lineage?.human
    ? `${lineage.human.name} (${lineage.human.certainty})`
    : 'the records name no person';

/** Without the call that the incident is of, and without our own: both are known, and there is always one of each. */
function darkText(incident: Incident): string {
  const { dark, evidence } = incident;
  const around = isOfLogin(incident) ? 'around the login' : 'around the tampering';
  const what = dark?.lit ? around : 'while nothing was logged';
  const known = evidence?.eventId;
  const own = (dark?.risky ?? []).filter(({ event }) => event.id === known).length;
  const apart = own + (dark?.byWarden.events ?? 0);
  const events = Math.max(0, (dark?.events ?? 0) - apart);
  if (events === 0) return `No ${apart > 0 ? 'other ' : ''}event ${what},`;
  const risky = Math.max(0, (dark?.riskyEvents ?? 0) - own);
  const many = `${apart > 0 ? 'other ' : ''}event${events === 1 ? '' : 's'}`;
  return `${events} ${many} ${what}, ${risky === 0 ? 'none' : risky} of them risky,`;
}

const untilText = ({ ask }: Incident): string => (ask ? ` by ${ask.until}` : '');

function waitedText({ incident, at }: LetterItem): string {
  const since = Date.parse(incident.unansweredSince ?? incident.openedAt);
  const ms = at === undefined ? Number.NaN : Date.parse(at) - since;
  return ms >= 60_000 ? ` for ${durationText(Math.floor(ms / 60_000) * 60_000)}` : '';
}

export function ordinal(n: number): string {
  const ending = ['th', 'st', 'nd', 'rd'][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? 'th';
  return `${n}${ending}`;
}
