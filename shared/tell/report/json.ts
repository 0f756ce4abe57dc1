import { FORMAT, type Incident } from '../../domain/incident';
import { guideIncident } from '../../tampering/guidance/guide-incident';
import { headlineOf } from '../../tampering/guidance/headline';
import { timelineOf } from './timeline';

/**
 * For programs: the incident as it is kept, what to do about it, and its story with durations. Unknown fields are
 * absent.
 */
export function reportJson(incident: Incident, at: string): string {
  const guide = guideIncident(incident);
  return `${JSON.stringify({ format: FORMAT, madeAt: at, headline: headlineOf(incident), incident, ...(guide && { guide }), story: timelineOf(incident) }, null, 2)}\n`;
}
