import { getIncident } from '../../shared/aws/incidents/find-incidents';
import { printJson } from './print';
import { printIncident } from './print-incident';
import { tableOf } from './table-of';
import type { Target } from './target';
import { exitCode, UserError } from './user-error';

export interface IncidentShowOptions extends Target {
  readonly json?: boolean;
}

export async function showIncident(id: string, options: IncidentShowOptions): Promise<void> {
  const incident = await getIncident(tableOf(options), id);
  if (!incident) {
    throw new UserError(
      `There is no incident ${id} in table ${options.table}; "trailwarden incidents list" shows all.`,
      exitCode.usage,
    );
  }
  if (options.json) printJson(incident);
  else printIncident(incident);
}
