import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { Incident } from '../../../shared/domain/incident';
import { UserError } from '../terminal/user-error';
import { tableOf } from './become-operator';
import { connectionTo, type Target } from './target';

/** Refuses a text that is no incident's id before AWS is asked about it. */
export function idArgument(text: string): string {
  if (/^inc-[a-z0-9-]+$/i.test(text)) return text;
  throw new UserError(`"${text}" is no incident id, such as inc-20261121t204953-9f2c41.`);
}

/** Rejects with a sentence for people when there is none. */
export async function incidentOf(id: string, target: Target): Promise<Incident> {
  const incident = await getIncident(tableOf(target), idArgument(id));
  if (incident) return incident;
  throw noIncident(id, target);
}

export const noIncident = (id: string, { table }: Target): UserError =>
  new UserError(
    `There is no incident ${id} in table ${table}; "trailwarden incidents list" shows all.`,
  );

/** With the name of its account, which AWS is asked for. */
export async function namedIncidentOf(id: string, target: Target): Promise<Incident> {
  const names = await import('../../../shared/aws/coverage/account-names');
  const incident = await incidentOf(id, target);
  return names.withAccountName(incident, names.openAccountNames(connectionTo(target)));
}
