import { accountText } from '../domain/account-text';
import type { Contact } from '../domain/contact';
import type { DarkReport, RiskyEvent } from '../domain/dark';
import type { Incident } from '../domain/incident';
import { guideIncident } from '../guidance/guide-incident';
import { fightText, headlineOf } from '../guidance/headline';
import { whoText } from '../report/who-text';
import { durationText } from './duration-text';
import { type Fact, short } from './fact';
import { kindOf, type LetterItem } from './letter';
import { notKnown } from './not-known';
import { ofTheWarden } from './of-the-warden';

/** A message as every channel can show it: plain text, one idea a line. Names in it are whatever an attacker chose. */
export interface Said {
  readonly title: string;
  readonly facts: readonly Fact[];
  /** What to do, in order. */
  readonly next: readonly string[];
  /** Commands to paste, in order. */
  readonly commands: readonly string[];
  readonly severity: 'critical' | 'high' | 'medium';
}

/** One incident, for a tired person: what, where, who, how long, what now. */
export function say(item: LetterItem, mayRepeat = false): Said {
  const { incident, securityAccountId } = item;
  const careful = ofTheWarden(incident, securityAccountId);
  return {
    title: titleOf(item),
    severity: incident.severity,
    facts: [
      ...(mayRepeat ? [REPEAT] : []),
      { name: 'What', text: headlineOf(incident) },
      { name: 'Where', text: `account ${accountText(incident)}, ${incident.region}` },
      { name: 'Subject', text: incident.subjectId },
      { name: 'Who', text: whoText(incident) },
      ...(careful ? [{ name: 'Careful', text: careful }] : []),
      { name: 'From', text: fromOf(incident) },
      { name: 'Now', text: nowOf(incident) },
      { name: 'Blind', text: blindOf(incident) },
      ...darkFacts(incident.dark),
      ...contactFacts(incident),
      ...notKnown(incident),
      ...answerFacts(incident),
    ].map(short),
    next: nextOf(incident),
    commands: incident.acknowledgement ? [show(incident)] : [show(incident), ...acks(incident)],
  };
}

export const REPEAT: Fact = {
  name: 'Note',
  text: 'this may be a repeat: an earlier try to send it was not answered',
};

function titleOf(item: LetterItem): string {
  const { incident } = item;
  const where = `account ${accountText(incident)}`;
  switch (kindOf(item)) {
    case 'opened':
      return `CloudTrail tampered with in ${where}, not put back yet`;
    case 'restored':
      return `CloudTrail tampered with in ${where}, put back`;
    case 'escalated':
      return `A person is needed: CloudTrail in ${where}`;
    case 'attempted':
      return `Somebody tried to tamper with CloudTrail in ${where}; AWS refused`;
    case 'again':
      return `CloudTrail tampered with again in ${where}, ${timesText(incident)}`;
    case 'identified':
      return `Who is behind the tampering in ${where}`;
    case 'investigated':
      return incident.dark?.lit
        ? `What else the same identity did in ${where}`
        : `What happened in ${where} while nothing was logged`;
    case 'acknowledged':
      return `Answered ${incident.acknowledgement?.as ?? ''}: CloudTrail in ${where}`;
    case 'reminder':
      return `Nobody has answered yet: CloudTrail in ${where}`;
  }
}

/** `2nd time, now also by …`: what is new about a repeat. */
function timesText({ again }: Incident): string {
  const { times = 2, actor, techniques = [] } = again ?? {};
  const news = [
    ...(actor ? [`now also by ${actor}`] : []),
    ...techniques.map((id) => `now also ${id}`),
  ];
  return [`${ordinal(times)} time`, ...news].join(', ');
}

const ordinal = (n: number): string => {
  const ending = ['th', 'st', 'nd', 'rd'][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? 'th';
  return `${n}${ending}`;
};

const fromOf = ({ evidence }: Incident): string =>
  `${evidence?.sourceIp ?? 'an unknown address'}, with ${evidence?.userAgent ?? 'an unknown client'}`;

function nowOf(incident: Incident): string {
  const { state, escalation, restoredAt } = incident;
  const fight = fightText(incident);
  if (fight !== undefined) return fight;
  if (state === 'restored') return `as its baseline says again, since ${restoredAt ?? 'now'}`;
  if (state === 'attempted') return 'unchanged: AWS refused the call';
  return `${state}: ${escalation ?? 'it could not be put back yet; it is tried again'}`;
}

function blindOf({ blindSince, blindMs }: Incident): string {
  if (blindSince) return `since ${blindSince}`;
  return blindMs > 0 ? durationText(blindMs) : 'at no time';
}

function darkFacts(dark: DarkReport | undefined): readonly Fact[] {
  if (!dark) return [];
  const { byActor, byOthers, events, risky, riskyEvents } = dark;
  const found = dark.lit ? 'events until it was put back' : 'recovered events';
  const counts = `${events} ${found}: ${byActor.events} by the same identity, ${byOthers.events} by others`;
  const first = risky.slice(0, 3).map(riskText);
  return [
    {
      name: dark.lit ? 'Around it' : 'In the dark',
      text: `${counts}; ${riskyEvents} of them risky`,
    },
    ...(first.length > 0 ? [{ name: 'Risky', text: first.join('\n') }] : []),
    ...(dark.recovered ? [] : [{ name: 'Not recovered', text: dark.notRecoverable.join(' ') }]),
  ];
}

const riskText = ({ event, why }: RiskyEvent): string =>
  `${event.at} ${event.name} by ${event.principal}: ${why}`;

/** Whom to ask, best first, and how we come to them. */
const contactFacts = ({ contacts }: Incident): readonly Fact[] =>
  contacts && contacts.contacts.length > 0
    ? [{ name: 'Ask', text: contacts.contacts.slice(0, 3).map(contactText).join('\n') }]
    : [];

const contactText = ({ person, address, channel, why }: Contact): string =>
  `${person ? `${person}, ` : ''}${address} (${channel}; ${why})`;

function answerFacts({ acknowledgement: answer, actors, lineage }: Incident): readonly Fact[] {
  if (!answer) return [];
  const { as, by, note } = answer;
  const did = [...actors, ...(lineage?.links ?? []).map(({ principal }) => principal)];
  const self = did.includes(by) ? ', the same identity that did it' : '';
  return [{ name: 'Answer', text: `${as}, by ${by}${self}${note ? `: ${note}` : ''}` }];
}

/** What is told and not undone says itself what to do; the rest is in `trailwarden incidents show`. */
function nextOf(incident: Incident): readonly string[] {
  if (incident.guidance) return incident.guidance;
  const guide = guideIncident(incident);
  if (!guide) return NEXT;
  const { isItPlanned, howToTell, preserve, rotate } = guide;
  return [isItPlanned, howToTell, preserve, `If it was not planned: ${rotate}`, ANSWER];
}

const ANSWER = 'Answer this incident, or you will be reminded of it.';

export const NEXT: readonly string[] = [
  'Ask whoever did it whether it was planned, on another way than this account.',
  'If nobody knows of it, take it for an attack: keep the evidence, then end the sessions and keys of this identity.',
  ANSWER,
];

const show = ({ id }: Incident): string => `trailwarden incidents show ${id}`;
const acks = ({ id }: Incident): readonly string[] => [
  `trailwarden ack ${id} --as planned --note "why"`,
  `trailwarden ack ${id} --as not-me`,
];
