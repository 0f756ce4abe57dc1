import type { TimelineEntry } from '../../../shared/domain/incident';
import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { TaskError } from '../task-error';
import type { Input, Ports } from './ports';

/** Writes the state's line on the timeline, once. */
export async function noted(
  { note, now }: Pick<Ports, 'note' | 'now'>,
  { task, incidentId }: Pick<Input, 'task' | 'incidentId'>,
  kind: TimelineEntry['kind'],
  text: string,
  change?: (held: IncidentRecord) => IncidentRecord,
): Promise<void> {
  const entry = { at: now().toISOString(), kind, text };
  const isThere = await note({ incidentId, state: task, entry, ...(change && { change }) });
  if (!isThere) throw new TaskError('Gone', `There is no incident ${incidentId}.`);
}
