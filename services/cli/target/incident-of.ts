import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { Incident } from '../../../shared/domain/incident';
import { UserError } from '../terminal/user-error';
import { tableOf } from './become-operator';
import { connectionTo, type Target } from './target';

/** Rejects with a sentence for people when there is none. */
export async function incidentOf(id: string, target: Target): Promise<Incident> {
  const incident = await getIncident(tableOf(target), id);
  if (incident) return incident;
  throw new UserError(
    `There is no incident ${id} in table ${target.table}; "trailwarden incidents list" shows all.`,
  );
}

/** With the name of its account, which AWS is asked for. */
export async function namedIncidentOf(id: string, target: Target): Promise<Incident> {
  const names = await import('../../../shared/aws/coverage/account-names');
  const incident = await incidentOf(id, target);
  return names.withAccountName(incident, names.openAccountNames(connectionTo(target)));
}
