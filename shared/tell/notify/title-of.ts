import { accountText } from '../../domain/account-text';
import { durationText } from '../../domain/duration-text';
import type { Incident } from '../../domain/incident';
import { leftText } from '../../domain/left-text';
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
      return `${tag} CloudTrail tampered with again (${ordinal(incident.again?.times ?? 2)} time) in ${at}, ${stateText(incident)}${by}`;
    case 'identified':
      return `${tag} Who tampered with CloudTrail in ${at}: ${knownText(incident)}`;
    case 'investigated':
      return `${tag} ${darkText(incident)} in ${at}`;
    case 'asked':
      return `${tag} An answer is needed${untilText(incident)}: ${at}`;
    case 'acknowledged':
      return `${tag} Answered ${incident.acknowledgement?.as ?? ''}: CloudTrail in ${at}`;
    case 'reminder':
      return `${tag} Not answered${waitedText(item)}: CloudTrail tampered with in ${at}, ${stateText(incident)}`;
  }
}

/** The incident's title, the same for all its transitions, also where nothing turns out to be wrong: for threads and tickets. */
export const subjectOf = (incident: Incident): string =>
  isTestIncident(incident)
    ? `[test] Trailwarden: a test of the channel ${incident.subjectId}, nothing happened`
    : `[${incident.severity}] CloudTrail incident: ${accountText(incident)} ${thingOf(incident)}`;

function tamperedIn(incident: Incident, at: string): string {
  if (incident.subjectKey.startsWith(UNREAD)) {
    const place = `${accountText(incident)}, ${incident.region}`;
    return isWhole(incident) ? `Looked at again: ${place}` : `It could not be looked at: ${place}`;
  }
  const benign = leftText(incident);
  if (benign) return `${benign.calls} in ${at}, and nothing of it is weaker`;
  if (incident.state === 'attempted')
    return `Tried to tamper with CloudTrail in ${at}; AWS refused`;
  if (incident.state === 'escalated') {
    const over = isWhole(incident) ? `, ${stateText(incident)}` : '';
    return `A person is needed: CloudTrail tampered with in ${at}${over}`;
  }
  return `CloudTrail tampered with in ${at}, ${stateText(incident)}`;
}

function stateText(incident: Incident): string {
  if (incident.state === 'attempted') return 'AWS refused';
  if (isWhole(incident)) {
    const standing = standingText(incident);
    if (standing !== undefined) return standing.split(':')[0] ?? standing;
    return incident.state === 'escalated' ? 'back for now' : 'put back';
  }
  if (incident.state === 'escalated') return 'a person is needed';
  return incident.unread === 'now' ? 'it could not be looked at since' : 'not put back yet';
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
function darkText({ dark, evidence }: Incident): string {
  const what = dark?.lit ? 'around the tampering' : 'while nothing was logged';
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
