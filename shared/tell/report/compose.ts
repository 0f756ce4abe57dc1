import type { Incident } from '../../domain/incident';
import { headlineOf } from '../../tampering/guidance/headline';
import type { Document } from './document';
import { about } from './sections/about';
import { atAGlance } from './sections/at-a-glance';
import { inTheDark } from './sections/in-the-dark';
import { whatHappened } from './sections/what-happened';
import { whatToDo } from './sections/what-to-do';
import { whoDidIt } from './sections/who-did-it';
import { whomToTell } from './sections/whom-to-tell';

/** The report of one incident at this time. It says what is not known yet. */
export const compose = (incident: Incident, at: string): Document => ({
  id: incident.id,
  title: headlineOf(incident),
  marks: [incident.severity, incident.state],
  sections: [
    atAGlance(incident),
    whoDidIt(incident),
    whatHappened(incident),
    whatToDo(incident),
    inTheDark(incident),
    whomToTell(incident),
    about(incident, at),
  ],
});
