import type { Incident } from '../domain/incident';
import { blindText } from './sections/at-a-glance';
import { whoText } from './who-text';

/** The incident in a few sentences, for forms that have one field for it. */
export const summary = (incident: Incident): string =>
  [
    incident.sentence,
    `In account ${incident.accountId}, ${incident.region}: ${incident.state}.`,
    `Blind: ${blindText(incident)}.`,
    `Who: ${whoText(incident)}.`,
    ...(incident.escalation ? [incident.escalation] : []),
  ].join(' ');
