import { FORMAT } from '../../shared/domain/incident';
import { headlineOf } from '../../shared/guidance/headline';
import { incidentOf } from './incident-of';
import { printJson } from './print';
import { printIncident } from './print-incident';
import type { Target } from './target';

export interface IncidentShowOptions extends Target {
  readonly json?: boolean;
}

export async function showIncident(id: string, options: IncidentShowOptions): Promise<void> {
  const incident = await incidentOf(id, options);
  if (options.json) printJson({ format: FORMAT, ...incident, headline: headlineOf(incident) });
  else printIncident(incident, new Date().toISOString());
}
