import { accountText } from '../../domain/account-text';
import type { Contact } from '../../domain/contact';
import type { RiskyEvent } from '../../domain/dark';
import type { Incident } from '../../domain/incident';
import { isOfLogin, loginStanding } from '../../domain/login-standing';
import type { TransitionKind } from '../../domain/notification';
import { fightText, headlineOf, standingText } from '../../tampering/guidance/headline';
import { partlyBlindText } from '../partly-blind';
import type { Fact } from '../report/document';
import { plainly } from '../report/plain';
import { whoText } from '../report/who-text';
import { blindTimes } from './blind-text';
import { cut } from './cut';
import { kindOf, type LetterItem } from './letter';
import { type Link, linksOf } from './links-of';
import { isTestIncident } from './test-incident';
import { ordinal, subjectOf, titleOf } from './title-of';
import { whatNow } from './what-now';

/** A name may be as long as an attacker likes, and every channel has a limit. */
export const short = ({ name, text }: Fact): Fact => ({ name, text: cut(text, 2_000) });

/** A message as every channel can show it: plain text, one idea a line, nothing in it that steers a terminal. */
export interface Said {
  readonly title: string;
  readonly facts: readonly Fact[];
  /** What to do, in order; empty when there is nothing to do. */
  readonly next: readonly string[];
  /** Commands to paste, in order. */
  readonly commands: readonly string[];
  readonly links: readonly Link[];
  readonly severity: 'critical' | 'high' | 'medium';
}

/**
 * One incident, read at three in the morning on a phone: what, where, how bad, is it over, who, what now. If the
 * channel was told of it before, only what is new.
 */
export function say(given: LetterItem, mayRepeat = false): Said {
  const item = plainly(given);
  const { incident, toldBefore, docs } = item;
  if (isTestIncident(incident)) return test(incident);
  const isNews = toldBefore ? (name: string) => NEWS[kindOf(item)].includes(name) : () => true;
  return {
    title: titleOf(item),
    severity: incident.severity,
    facts: [
      ...(mayRepeat ? [REPEAT] : []),
      ...factsOf(item).filter(({ name }) => isNews(name)),
    ].map(short),
    ...whatNow(incident),
    links: linksOf(incident, docs),
  };
}

const test = (incident: Incident): Said => ({
  title: subjectOf(incident),
  severity: incident.severity,
  facts: [{ name: 'What', text: incident.sentence }],
  ...{ next: [], commands: ['trailwarden notices'], links: [] },
});

export const REPEAT: Fact = {
  name: 'Note',
  text: 'this may be a repeat: an earlier try to send it was not answered',
};

/** The subject of each later transition. What happened and where stays in the title and in `What`. */
const NEWS: Readonly<Record<TransitionKind, readonly string[]>> = {
  opened: ['What', 'Where', 'How bad', 'Now', 'Who', 'Careful'],
  restored: ['What', 'Now', 'Blind'],
  escalated: ['What', 'Where', 'How bad', 'Now', 'Who', 'Careful'],
  attempted: ['What', 'Where', 'Who', 'Careful'],
  again: ['What', 'New', 'Who', 'From', 'Now', 'Careful'],
  identified: ['What', 'Who', 'Careful', 'Ask', 'Not known'],
  investigated: ['What', 'In the dark', 'Around it', 'Risky', 'Not recovered'],
  asked: ['Question', 'Until', 'If not', 'What', 'Where', 'How bad', 'Now', 'Who', 'Ask'],
  acknowledged: ['What', 'Answer', 'Now'],
  reminder: [
    'Question',
    'Until',
    'If not',
    'What',
    'Where',
    'How bad',
    'Now',
    'Who',
    'Careful',
    'Ask',
  ],
};

function factsOf({ incident, securityAccountId }: LetterItem): readonly Fact[] {
  const careful = insiderWarning(incident, securityAccountId);
  const { severity, follows, again } = incident;
  return [
    ...askFacts(incident),
    { name: 'What', text: headlineOf(incident) },
    ...(follows
      ? [{ name: 'Follows', text: `${follows}, which was dealt with, or another’s` }]
      : []),
    ...(again ? [{ name: 'New', text: againText(again) }] : []),
    { name: 'Where', text: `account ${accountText(incident)}, ${incident.region}` },
    { name: 'How bad', text: severity },
    { name: 'Now', text: nowOf(incident) },
    ...(isOfLogin(incident) ? [] : [{ name: 'Blind', text: blindOf(incident) }]),
    { name: 'Who', text: whoText(incident) },
    ...(careful ? [{ name: 'Careful', text: careful }] : []),
    { name: 'From', text: fromOf(incident) },
    { name: 'Subject', text: incident.subjectId },
    ...darkFacts(incident),
    ...contactFacts(incident),
    ...unanswered(incident),
    ...answerFacts(incident),
  ];
}

/** `2nd time, now also by …`: the news about a repeat. */
function againText({ times, actor, techniques = [] }: NonNullable<Incident['again']>): string {
  const news = [
    ...(actor ? [`now also by ${actor}`] : []),
    ...techniques.map((id) => `now also ${id}`),
  ];
  return [`${ordinal(times)} time`, ...news].join(', ');
}

const fromOf = ({ evidence }: Incident): string =>
  `${evidence?.sourceIp ?? 'an unknown address'}, with ${clientOf(evidence?.userAgent)}`;

/** The client's name only: the rest of a user agent would fill a phone. */
const clientOf = (userAgent: string | undefined): string =>
  userAgent?.replace(/^\[/, '').split(' ')[0] || 'an unknown client';

function nowOf(incident: Incident): string {
  const { state, escalation, restoredAt } = incident;
  if (isOfLogin(incident)) return loginStanding(incident);
  const fight = fightText(incident);
  if (fight !== undefined) return fight;
  const standing = standingText(incident);
  if (state === 'restored' && standing !== undefined) return `over: ${standing}`;
  if (state === 'restored') return `over: as its baseline says again since ${restoredAt ?? 'now'}`;
  if (state === 'attempted') return 'unchanged: AWS refused the call';
  return `${state}: ${escalation ?? 'it could not be put back yet; it is tried again'}`;
}

function blindOf(incident: Incident): string {
  const { blindSince, blindMs } = incident;
  const whole = blindMs > 0 ? blindTimes(incident) : undefined;
  const times = [blindSince ? `since ${blindSince}` : whole, partlyBlindText(incident)];
  return times.filter((text) => text !== undefined).join('; ') || 'at no time';
}

function darkFacts(incident: Incident): readonly Fact[] {
  const { dark } = incident;
  if (!dark) return [];
  const { byActor, byOthers, byService, byWarden, events, risky, riskyEvents } = dark;
  const around = isOfLogin(incident) ? 'events around the login' : 'events until it was put back';
  const found = dark.lit ? around : 'recovered events';
  const groups = [
    `${byActor.events} by the same identity`,
    `${byOthers.events} by others`,
    ...(byService.events > 0 ? [`${byService.events} by AWS itself`] : []),
    ...(byWarden.events > 0 ? [`${byWarden.events} by Trailwarden`] : []),
  ].join(', ');
  const first = risky.slice(0, 3).map(riskText);
  return [
    {
      name: dark.lit ? 'Around it' : 'In the dark',
      text: `${events} ${found}: ${groups}; ${riskyEvents} of them risky`,
    },
    ...(first.length > 0 ? [{ name: 'Risky', text: first.join('\n') }] : []),
    ...(dark.recovered ? [] : [{ name: 'Not recovered', text: dark.notRecoverable.join(' ') }]),
  ];
}

const riskText = ({ event, why }: RiskyEvent): string =>
  `${event.at} ${event.name} by ${event.principal}: ${why}`;

/** Whom to ask, best first, and how we know of them. */
const contactFacts = ({ contacts }: Incident): readonly Fact[] =>
  contacts && contacts.contacts.length > 0
    ? [{ name: 'Ask', text: contacts.contacts.slice(0, 3).map(contactText).join('\n') }]
    : [];

const contactText = ({ person, address, channel, why }: Contact): string =>
  `${person ? `${person}, ` : ''}${address} (${channel}; ${why})`;

/** Only while the answer is waited for. */
const askFacts = ({ ask }: Incident): readonly Fact[] =>
  ask && !ask.ended
    ? [
        { name: 'Question', text: ask.question },
        { name: 'Until', text: ask.until },
        { name: 'If not', text: ask.byDefault },
      ]
    : [];

function answerFacts({ acknowledgement: answer, actors, lineage }: Incident): readonly Fact[] {
  if (!answer) return [];
  const { as, by, note } = answer;
  const did = [...actors, ...(lineage?.links ?? []).map(({ principal }) => principal)];
  const self = did.includes(by) ? ', the same identity that did it' : '';
  return [{ name: 'Answer', text: `${as}, by ${by}${self}${note ? `: ${note}` : ''}` }];
}

type Told = Pick<Incident, 'evidence' | 'lineage'>;

/**
 * Why the actor must not be the one who answers: they use a role of ours, or act from the account that Trailwarden
 * runs in, where they could switch it off and answer its incidents. Nothing when neither is so, or the record names
 * no one.
 */
function insiderWarning(incident: Told, securityAccountId?: string): string | undefined {
  const names = namesIn(incident);
  const role = names.map((name) => OURS.exec(name)?.[1]).find((name) => name !== undefined);
  if (role) return `The role ${role} is Trailwarden’s own, and a person used it by hand. ${ASK}`;
  const isInside = accountsIn(incident, names).includes(securityAccountId ?? 'none');
  return isInside
    ? `The actor works from account ${securityAccountId}, where Trailwarden can be switched off and this incident answered. ${ASK}`
    : undefined;
}

const ASK = 'Have a second person look as well, and do not go by their answer alone.';

const OURS =
  /^arn:[a-z-]+:(?:iam|sts)::\d{12}:(?:assumed-role|role)\/(?:.*\/)?(trailwarden-[\w-]+)/i;

const namesIn = ({ evidence, lineage }: Told): readonly string[] => [
  ...(evidence ? [evidence.actor.principal, ...evidence.actor.chain] : []),
  ...(lineage?.links ?? []).map(({ principal }) => principal),
];

const accountsIn = ({ evidence, lineage }: Told, names: readonly string[]) => [
  evidence?.actor.accountId,
  ...(lineage?.links ?? []).map(({ accountId }) => accountId),
  ...names.map((name) => /^arn:[a-z-]+:[a-z]+::(\d{12}):/.exec(name)?.[1]),
];

/**
 * The questions about the actor that could not be asked, and why: silence would pass for an answer. Questions about
 * contacts only where no contact was found; otherwise they are in the report, for the operator.
 */
function unanswered({ lineage, contacts }: Pick<Incident, 'lineage' | 'contacts'>): Fact[] {
  const isUnknown = (contacts?.contacts ?? []).length === 0;
  const closed = (contacts?.asked ?? []).filter(({ kind }) => isUnknown && kind === 'obstacle');
  const why = [
    ...(lineage?.unread ?? []),
    ...closed.map((asked) => `Contacts by ${asked.source}: ${asked.why}`),
  ];
  if (why.length === 0) return [];
  const more = why.length > MOST ? [`and ${why.length - MOST} more`] : [];
  return [{ name: 'Not known', text: [...why.slice(0, MOST), ...more].join('\n') }];
}

const MOST = 4;
