import type { Incident } from '../domain/incident';
import { whoText } from '../report/who-text';
import { short } from './fact';
import type { Letter } from './letter';
import { NEXT, REPEAT, type Said } from './say';

/** Many incidents at once: how many, where, by whom, and the first of them by name. */
export function sayMany({ items, mayRepeat }: Letter): Said {
  const incidents = items.map(({ incident }) => incident);
  const accounts = [...new Set(incidents.map(({ accountId }) => accountId))];
  const notBack = incidents.filter(({ state }) => state === 'open' || state === 'escalated');
  return {
    title: `${incidents.length} incidents in ${accounts.length} accounts: CloudTrail tampered with`,
    severity: worst(incidents),
    facts: [
      ...(mayRepeat ? [REPEAT] : []),
      { name: 'Where', text: listed(accounts) },
      { name: 'Who', text: listed([...new Set(incidents.map(whoText))]) },
      {
        name: 'Now',
        text: `${incidents.length - notBack.length} are as they must be; ${notBack.length} need a person${notBack.length > 0 ? `: ${listed(notBack.map(({ id }) => id))}` : ''}`,
      },
      { name: 'Incidents', text: listed(incidents.map(lineOf), '\n') },
    ].map(short),
    next: NEXT,
    commands: ['trailwarden incidents list --unacknowledged'],
  };
}

const lineOf = ({ id, accountId, state, subjectId }: Incident): string =>
  `${id} ${accountId} ${state} ${subjectId}`;

const worst = (incidents: readonly Incident[]): Said['severity'] =>
  (['critical', 'high'] as const).find((one) =>
    incidents.some(({ severity }) => severity === one),
  ) ?? 'medium';

/** Not more than a chat shows; how many are left is said. */
function listed(all: readonly string[], between = ', '): string {
  const shown = all.slice(0, MOST_LISTED);
  const rest = all.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(between);
}

const MOST_LISTED = 12;
