import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { noted } from '../noted';
import type { Input, Ports, Run } from './ports';

/**
 * Closes the run: what was found, what was done and who answered stand on the incident. What was done is what the
 * incident says, and not this run: another may have begun it, and died.
 */
export async function report(ports: Ports, input: Input): Promise<object> {
  const at = ports.now().toISOString();
  await noted(ports, input, 'noticed', 'the playbook is through', (held) => ({
    ...closed(held, input.run, at),
    playbook: {
      name: 'bucket-policy',
      endedAt: held.playbook?.endedAt ?? at,
      lines: linesOf(held, input.run),
    },
  }));
  return {};
}

const did = ({ playbookStates }: IncidentRecord, state: string): boolean =>
  playbookStates?.has(state) ?? false;

function linesOf(held: IncidentRecord, { judged, settled }: Run): readonly string[] {
  const { ended } = held.ask ?? {};
  const answer = ended ? `${ended.as}: ${ended.text}.` : settled && `${settled.answer}.`;
  return [`${judged.verdict}: ${judged.sentence}`, doneText(held, judged), answer ?? []].flat();
}

function doneText(held: IncidentRecord, { course }: Run['judged']): string {
  if (did(held, 'Restore')) return 'The playbook put it back.';
  if (course === 'ask') return 'It was put back before the playbook began.';
  return course === 'ask-first' || did(held, 'PutBack')
    ? 'Nothing was put back before its people were asked.'
    : 'It was recorded only.';
}

/** What was read back as whole is restored, unless it is fought over; what was left as it is stays a person's. */
function closed(held: IncidentRecord, { judged, settled }: Run, at: string): IncidentRecord {
  if (held.state === 'restored') return held;
  const isWhole = ['restore', 'ask'].includes(judged.course) || did(held, 'PutBack');
  if (isWhole && held.restoredAt === undefined) {
    const { escalation: _, ...rest } = held;
    return { ...rest, state: 'restored', outcome: 'restored', restoredAt: at };
  }
  if (judged.course !== 'ask-first' || settled?.answer !== 'unanswered') return held;
  const escalation = `${judged.sentence} No one answered, and it was left as it is.`;
  return { ...held, state: 'escalated', escalation };
}
