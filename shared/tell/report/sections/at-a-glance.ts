import { accountText } from '../../../domain/account-text';
import { announcedAt } from '../../../domain/exemption';
import type { Incident } from '../../../domain/incident';
import { leftText } from '../../../domain/left-text';
import { isOfLogin, loginStanding } from '../../../domain/login-standing';
import { fightText, headlineOf, standingText } from '../../../tampering/guidance/headline';
import { blindTimes } from '../../notify/blind-text';
import { partlyBlindText } from '../../partly-blind';
import type { Fact, Section } from '../document';
import { whoText } from '../who-text';

/** The answer first: what, where, who, how long, and does it log again. */
export function atAGlance(incident: Incident): Section {
  const { acknowledgement, evidence } = incident;
  const headline = headlineOf(incident);
  const facts: readonly Fact[] = [
    { name: 'What', text: headline },
    ...(incident.sentence === headline ? [] : [{ name: 'First found', text: incident.sentence }]),
    { name: 'Now', text: nowText(incident) },
    { name: 'Where', text: `account ${accountText(incident)}, ${incident.region}` },
    { name: 'Subject', text: incident.subjectId },
    { name: 'Who', text: whoText(incident) },
    ...announcedFacts(incident),
    ...askFacts(incident),
    ...playbookFacts(incident),
    { name: 'From', text: fromText(evidence) },
    ...(isOfLogin(incident) ? [] : [{ name: 'Blind', text: blindText(incident) }]),
    { name: 'Times', text: timesText(incident) },
    {
      name: 'Answer',
      text: acknowledgement
        ? `${acknowledgement.as}, by ${acknowledgement.by} at ${acknowledgement.at}${acknowledgement.note ? `: ${acknowledgement.note}` : ''}`
        : 'none yet',
    },
  ];
  return { title: 'At a glance', blocks: [{ kind: 'facts', facts }] };
}

/** For a fight, its sentence; for anything else, the obstacle. */
export function nowText(incident: Incident): string {
  const { escalation } = incident;
  if (isOfLogin(incident)) return loginStanding(incident);
  return fightText(incident) ?? `${stateText(incident)}${escalation ? ` ${escalation}` : ''}`;
}

function stateText(incident: Incident): string {
  const { state, restoredAt } = incident;
  const standing = standingText(incident);
  if (state === 'restored' && standing !== undefined) return `Over: ${standing}.`;
  const benign = leftText(incident);
  if (benign) return `Nothing to put back: ${benign.left}.`;
  switch (state) {
    case 'open':
      return incident.unread === 'now'
        ? 'Being worked on: it could not be looked at since.'
        : 'Being worked on: it is not put back yet.';
    case 'restored':
      return `As its baseline says again${restoredAt ? ` since ${restoredAt}` : ''}.`;
    case 'escalated':
      return 'A person must act.';
    case 'attempted':
      return 'Nothing happened: AWS refused every call.';
  }
}

/**
 * It was done while a planned change was announced, and not put back then: the person who announced it can say
 * whether this was it.
 */
function announcedFacts({ announced, evidence, windows, blindSince }: Incident): readonly Fact[] {
  const at = evidence?.eventTime ?? windows[0]?.from.at ?? blindSince;
  const planned = announcedAt(announced, at);
  if (!planned) return [];
  const { id, by, why, declaredAt, until } = planned;
  return [
    {
      name: 'Announced',
      text: `it was done while the exemption ${id} was in force (${declaredAt} to ${until}), declared by ${by}: “${why}”. Ask them whether this was planned`,
    },
  ];
}

const fromText = (evidence: Incident['evidence']): string =>
  `${evidence?.sourceIp ?? 'an unknown address'}, with ${evidence?.userAgent ?? 'an unknown client'}`;

export function blindText(incident: Incident): string {
  const { blindMs, windows } = incident;
  const partly = partlyBlindText(incident);
  if (!partly) return whollyBlindText(incident);
  return windows.length > 0 || blindMs > 0 || incident.blindSince
    ? `${whollyBlindText(incident)}; ${partly}`
    : partly;
}

function whollyBlindText(incident: Incident): string {
  const { blindMs, blindSince, windows, unread } = incident;
  if (blindSince) {
    const lasts = unread === 'now' ? 'not known whether it is over' : 'still';
    return `since ${blindSince}, ${lasts}${blindMs > 0 ? `; and ${blindTimes(incident)} before` : ''}`;
  }
  const times = windows.length === 1 ? '1 window' : `${windows.length} windows`;
  return windows.length > 0 ? blindTimes(incident, ` in ${times}`) : 'not at all, by what is known';
}

function timesText({ events, redeliveries, looks, windows }: Incident): string {
  if (looks !== undefined) return `found by ${counted(looks, 'look')}`;
  if (events === 0) {
    return `found by ${windows.length > 1 ? 'looks' : 'a look'}; no event is counted on it`;
  }
  // A copy of a record that was handled already costs no call and is not counted, so this is not the number of
  // deliveries.
  const again = redeliveries > 0 ? `, worked again ${counted(redeliveries, 'time')}` : '';
  return `${counted(events, 'event')}${again}`;
}

const counted = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;

function askFacts({ ask }: Incident): readonly Fact[] {
  if (!ask) return [];
  const { question, until, byDefault, ended } = ask;
  const end = ended
    ? `${ended.as} at ${ended.at}: ${ended.text}`
    : `no answer yet, until ${until}. Without one: ${byDefault}`;
  return [{ name: 'Question', text: `${question} ${end}` }];
}

/** A login's run has sections of its own. */
const playbookFacts = ({ playbook, loginRun }: Incident): readonly Fact[] =>
  playbook && !loginRun
    ? [{ name: 'Playbook', text: `${playbook.name}: ${playbook.lines.join(' ')}` }]
    : [];
