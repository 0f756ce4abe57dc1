import { openAccountNames, withAccountName } from '../../../shared/aws/coverage/account-names';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { Incident } from '../../../shared/domain/incident';
import { UserError } from '../terminal/user-error';
import { tableOf } from './become-operator';
import { connectionTo, type Target } from './target';

/** Rejects with a sentence for people when there is none. */
export async function incidentOf(id: string, target: Target): Promise<Incident> {
  const incident = await getIncident(tableOf(target), id);
  if (incident) return withAccountName(incident, openAccountNames(connectionTo(target)));
  throw new UserError(
    `There is no incident ${id} in table ${target.table}; "trailwarden incidents list" shows all.`,
  );
}
