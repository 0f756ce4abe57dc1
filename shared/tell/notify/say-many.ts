import { accountText } from '../../domain/account-text';
import type { Incident } from '../../domain/incident';
import { isWhole } from '../../tampering/guidance/headline';
import { plainly } from '../report/plain';
import type { Letter } from './letter';
import { REPEAT, type Said, say, short } from './say';
import { done, shortWho } from './title-of';

/**
 * Many incidents at once: how many, where, by whom, and the first of them by name, those that need a person first.
 * Many of one account are called a flood.
 */
export function sayMany({ items, mayRepeat }: Letter): Said {
  const incidents = worstFirst(items.map(({ incident }) => plainly(incident)));
  const accounts = [...new Set(incidents.map(accountText))];
  const severity = incidents[0]?.severity ?? 'medium';
  const notBack = incidents.filter(needsPerson);
  const count = `${incidents.length} incidents in ${accounts.length} accounts`;
  const [account = ''] = accounts;
  const isFlood = accounts.length === 1;
  const things = [...new Set(incidents.map((one) => done(one)))].join(', ');
  return {
    title: isFlood
      ? `[${severity}] A flood: ${incidents.length} incidents in ${account} at once: ${things}`
      : `[${severity}] ${count}: ${things}`,
    severity,
    facts: [
      ...(mayRepeat ? [REPEAT] : []),
      { name: 'Where', text: listed(accounts) },
      {
        name: 'Who',
        text: listed([...new Set(incidents.map((one) => shortWho(one) ?? 'unknown'))]),
      },
      {
        name: 'Now',
        text: `${incidents.length - notBack.length} are as they must be; ${notBack.length} need a person${notBack.length > 0 ? `: ${listed(notBack.map(({ id }) => id))}` : ''}`,
      },
      { name: 'Incidents', text: listed(incidents.map(lineOf), '\n') },
    ].map(short),
    next: [
      ...(isFlood
        ? [
            `Account ${account} makes noise: look for what it hides, there and elsewhere, the critical first.`,
          ]
        : []),
      ...(notBack.length > 0 ? ['Begin with those that need a person.'] : []),
      'Was it you or your team? Answer each planned. If not: stop the actor, then answer not-me.',
    ],
    commands: [
      `trailwarden incidents list --unacknowledged${isFlood ? ` --account ${incidents[0]?.accountId}` : ''}`,
    ],
    links: [],
  };
}

const needsPerson = (incident: Incident): boolean =>
  incident.state === 'open' || (incident.state === 'escalated' && !isWhole(incident));

const SEVERITIES = ['critical', 'high', 'medium'];

const worstFirst = (incidents: readonly Incident[]): readonly Incident[] =>
  incidents.toSorted(
    (one, other) =>
      SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
      Number(needsPerson(other)) - Number(needsPerson(one)),
  );

const lineOf = ({ id, accountId, state, severity, subjectId }: Incident): string =>
  `${id} ${severity} ${accountId} ${state} ${subjectId}`;

/** No more than a chat shows; the text says how many are left out. */
function listed(all: readonly string[], between = ', '): string {
  const shown = all.slice(0, MOST_LISTED);
  const rest = all.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(between);
}

const MOST_LISTED = 12;

/** A letter as a person reads it. */
export function sayLetter(letter: Letter): Said {
  const [only, ...others] = letter.items;
  return only && others.length === 0 ? say(only, letter.mayRepeat) : sayMany(letter);
}
