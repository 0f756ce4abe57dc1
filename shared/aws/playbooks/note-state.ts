import { withMoments } from '../../domain/account';
import type { TimelineEntry } from '../../domain/incident';
import type { IncidentRecord } from '../../domain/incident-record';
import { amendIncident } from '../incidents/hold-incident';
import type { Table } from '../table/table';

/** One state of a playbook that has done its work. */
export interface StateDone {
  readonly incidentId: string;
  readonly state: string;
  /** Its line on the timeline. */
  readonly entry: TimelineEntry;
  /** What else it changes on the incident, in the same write. May be asked more than once. */
  readonly change?: (held: IncidentRecord) => IncidentRecord;
}

/**
 * Writes a state's line on the incident's timeline, once however often the state is done: Step Functions repeats what
 * it has no answer of. False when there is no such incident; throws when the table did not take it.
 */
export async function noteState(
  table: Table,
  { incidentId, state, entry, change = (held) => held }: StateDone,
): Promise<boolean> {
  const written = await amendIncident(asBook(table), incidentId, (held) => {
    if (!held) return undefined;
    const changed = change(held);
    if (held.playbookStates?.has(state)) return changed;
    const playbookStates = new Set([...(held.playbookStates ?? []), state]);
    return { ...withMoments(changed, [{ ...entry, state }], 'moments'), playbookStates };
  });
  return written !== undefined;
}

const asBook = (table: Table) => ({ table });
