import type { Incident } from '../../../domain/incident';
import { isContained, stateOf } from '../../../domain/login-standing';
import type { Section } from '../document';

/** How the login was ended, what the machine was cut off from, and what was put back. */
export function contained(incident: Incident): Section {
  const done = incident.timeline.filter((one) => STATES.has(stateOf(one)));
  return {
    title: 'What was contained',
    blocks:
      done.length === 0
        ? [{ kind: 'text', text: 'Nothing: the login and the machine were left as they are.' }]
        : [
            {
              kind: 'text',
              text: isContained(incident)
                ? 'The machine is contained now.'
                : 'The machine is not contained now.',
            },
            {
              kind: 'list',
              title: 'In order',
              items: done.map(({ at, text }) => `${at}: ${text}`),
            },
          ],
  };
}

const STATES: ReadonlySet<string> = new Set([
  ...['EndLogin', 'Contain', 'CloseWay', 'Release', 'Released', 'Keep', 'ReleaseHalf'],
]);
