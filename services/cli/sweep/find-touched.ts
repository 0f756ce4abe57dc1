import { findIncidents } from '../../../shared/aws/incidents/find-incidents';
import type { Table } from '../../../shared/aws/table/table';
import type { IncidentSummary } from '../../../shared/domain/incident';

/**
 * Every incident that was opened or seen again since. A whole incident takes repeats for an hour, so it may be
 * older; one that is not whole may be of any age. Three Queries, for an organization of any size.
 */
export async function findTouched(
  table: Table,
  since: string,
): Promise<readonly IncidentSummary[]> {
  const recently = new Date(Date.parse(since) - TAKES_REPEATS_MS).toISOString();
  const found = await Promise.all(
    [{ since: recently }, { state: 'open' as const }, { state: 'escalated' as const }].map(
      async (question) => {
        const some: IncidentSummary[] = [];
        for await (const incident of findIncidents(table, question)) some.push(incident);
        return some;
      },
    ),
  );
  const byId = new Map(found.flat().map((incident) => [incident.id, incident]));
  return [...byId.values()].filter(({ lastSeenAt }) => lastSeenAt >= since);
}

const TAKES_REPEATS_MS = 24 * 3_600_000;
