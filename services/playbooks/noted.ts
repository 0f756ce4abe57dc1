import type { StateDone } from '../../shared/aws/playbooks/note-state';
import type { TimelineEntry } from '../../shared/domain/incident';
import type { IncidentRecord } from '../../shared/domain/incident-record';
import type { TaskInput } from './run-task';
import { TaskError } from './task-error';

interface Notes {
  readonly note: (done: StateDone) => Promise<boolean>;
  readonly now: () => Date;
}

/** Writes the state's line on the timeline, once. A run that was stopped writes no more once the next one has. */
export async function noted(
  { note, now }: Notes,
  { task, incidentId, startedAt = '' }: TaskInput,
  kind: TimelineEntry['kind'],
  text: string,
  change: (held: IncidentRecord) => IncidentRecord = (held) => held,
): Promise<void> {
  const entry = { at: now().toISOString(), kind, text };
  const changed = (held: IncidentRecord): IncidentRecord => {
    const { playbookSince = '' } = held;
    if (startedAt < playbookSince)
      throw new TaskError('Gone', `A run that began at ${playbookSince} has taken over.`);
    return { ...change(held), ...(startedAt && { playbookSince: startedAt }) };
  };
  const isThere = await note({ incidentId, state: task, entry, change: changed });
  if (!isThere) throw new TaskError('Gone', `There is no incident ${incidentId}.`);
}
