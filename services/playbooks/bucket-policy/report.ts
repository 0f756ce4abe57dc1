import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { noted } from './noted';
import type { Input, Ports, Run } from './ports';

/** Closes the run: what was found, what was done and who answered stand on the incident. */
export async function report(ports: Ports, input: Input): Promise<object> {
  const at = ports.now().toISOString();
  const lines = linesOf(input.run);
  await noted(ports, input, 'noticed', 'the playbook is through', (held) => ({
    ...closed(held, input.run, at),
    playbook: { name: 'bucket-policy', endedAt: held.playbook?.endedAt ?? at, lines },
  }));
  return {};
}

const linesOf = ({ judged, settled }: Run): readonly string[] => [
  `${judged.verdict}: ${judged.sentence}`,
  COURSE[judged.course],
  ...(settled ? [`${settled.answer}: ${THEN[settled.then]}`] : []),
];

const COURSE: Readonly<Record<Run['judged']['course'], string>> = {
  restore: 'The playbook put it back.',
  ask: 'It was put back before the playbook began.',
  'ask-first': 'Nothing was put back before its people were asked.',
  record: 'It was recorded only.',
};

const THEN = {
  apply: 'what was wanted is there, under an exemption.',
  'put-back': 'the change was put back.',
  keep: 'it stayed as it was.',
} as const;

/** What was read back as whole is restored, unless it is fought over; what was left as it is stays a person's. */
function closed(held: IncidentRecord, { judged, settled }: Run, at: string): IncidentRecord {
  const isPutBack = judged.course === 'restore' || settled?.then === 'put-back';
  if (isPutBack && held.restoredAt === undefined && held.state !== 'restored') {
    const { escalation: _, ...rest } = held;
    return { ...rest, state: 'restored', outcome: 'restored', restoredAt: at };
  }
  return judged.course === 'ask-first' &&
    settled?.answer === 'unanswered' &&
    held.state !== 'restored'
    ? {
        ...held,
        state: 'escalated',
        escalation: `${judged.sentence} No one answered, and it was left as it is.`,
      }
    : held;
}
