import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { noted } from '../noted';
import { rowOf } from './facts';
import type { Input, Ports, Row } from './ports';

/** A person may have answered before they were asked, and a run may be the second of its incident. */
export async function record(ports: Ports, input: Input): Promise<object> {
  const { judged } = input.run;
  const row = await rowOf(ports, input.incidentId);
  const answer = answerIn(row);
  const isOver = judged.course === 'record';
  const next = isOver ? 'report' : answer ? 'answered' : 'ask';
  await noted(ports, input, 'noticed', `recorded as ${judged.verdict}: ${AFTER[next]}`, (held) =>
    judged.course === 'ask-first' ? escalated(held, judged.sentence) : held,
  );
  return { next, seconds: ports.rules.seconds, answer: answer ?? 'unanswered' };
}

const answerIn = ({ acknowledged, acknowledgement, ask }: Row) =>
  acknowledged && acknowledgement ? acknowledgement.as : ask?.ended?.as;

const AFTER = {
  report: 'no question is needed',
  answered: 'it was answered already',
  ask: 'its people are asked',
} as const;

/** What is not put back at once waits for a person. */
const escalated = (held: IncidentRecord, sentence: string): IncidentRecord =>
  held.state === 'open' ? { ...held, state: 'escalated', escalation: sentence } : held;
