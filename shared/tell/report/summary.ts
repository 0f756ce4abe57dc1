import { accountText } from '../../domain/account-text';
import type { Incident } from '../../domain/incident';
import { fightText, headlineOf } from '../../tampering/guidance/headline';
import { blindText } from './sections/at-a-glance';
import { whoText } from './who-text';

/** The incident in a few sentences, for forms that have one field for it. */
export function summary(incident: Incident): string {
  const escalation = fightText(incident) ?? incident.escalation;
  return [
    headlineOf(incident),
    `In account ${accountText(incident)}, ${incident.region}: ${incident.state}.`,
    `Blind: ${blindText(incident)}.`,
    `Who: ${whoText(incident)}.`,
    ...(escalation ? [escalation] : []),
  ].join(' ');
}
