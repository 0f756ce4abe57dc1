import {
  findIncidents,
  getIncident,
  type Question,
} from '../../../shared/aws/incidents/find-incidents';
import type { Table } from '../../../shared/aws/table/table';
import type { Incident } from '../../../shared/domain/incident';

/** Every incident that answers a question, newest first; of the organization when nothing is asked. */
export async function incidentsIn(table: Table, question: Question = {}): Promise<Incident[]> {
  const found: Incident[] = [];
  for await (const { id } of findIncidents(table, question)) {
    const incident = await getIncident(table, id);
    if (incident) found.push(incident);
  }
  return found;
}
