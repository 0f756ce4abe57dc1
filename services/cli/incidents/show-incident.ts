import { FORMAT } from '../../../shared/domain/incident';
import { headlineOf } from '../../../shared/tampering/guidance/headline';
import { namedIncidentOf } from '../target/incident-of';
import type { Target } from '../target/target';
import { printJson } from '../terminal/print';
import { printIncident } from './print-incident';

export async function showIncident(id: string, options: Target): Promise<void> {
  const incident = await namedIncidentOf(id, options);
  if (options.json) printJson({ format: FORMAT, ...incident, headline: headlineOf(incident) });
  else printIncident(incident, new Date().toISOString());
}
