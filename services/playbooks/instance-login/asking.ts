import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { noted } from '../noted';
import { TaskError } from '../task-error';
import type { Input, Ports } from './ports';

interface Question {
  readonly question: string;
  readonly byDefault: string;
  readonly seconds: number;
}

/**
 * Asks on the incident: the notifier tells its people, and hands their answer to the waiting state. An answer to a
 * question before is none to this one.
 */
export async function asking(
  ports: Ports,
  input: Input,
  { question, byDefault, seconds }: Question,
): Promise<void> {
  const { token } = input;
  if (!token) throw new TaskError('Unfit', 'The state has no token to answer with.');
  const now = ports.now();
  const askedAt = now.toISOString();
  const until = new Date(now.getTime() + seconds * 1_000).toISOString();
  const text = `asked, until ${until}: ${question} Without an answer: ${byDefault}`;
  await noted(ports, input, 'noticed', text, (held): IncidentRecord => {
    const isAsked = held.ask && !held.ask.ended && held.ask.question === question;
    const ask = { question, byDefault, until, token, askedAt };
    if (isAsked) return { ...held, ask: { ...ask, askedAt: held.ask?.askedAt ?? askedAt } };
    const isAnew = held.ask?.ended !== undefined && held.acknowledged;
    return { ...held, ask, ...(isAnew && { acknowledged: false, unansweredSince: askedAt }) };
  });
}

/** Ends the question, with what follows. One that has ended keeps its end. */
export const endAsking = (
  ports: Ports,
  input: Input,
  as: 'planned' | 'not-me' | 'handled' | 'unanswered',
  does: string,
): Promise<void> => {
  const at = ports.now().toISOString();
  const text = `${as === 'unanswered' ? 'no one answered in time' : `answered ${as}`}: ${does}`;
  return noted(ports, input, 'noticed', text, (held) => {
    if (!held.ask || held.ask.ended) return held;
    const { token: _, ...asked } = held.ask;
    return { ...held, ask: { ...asked, ended: { at, as, text: does } } };
  });
};

/** An answer that came just after the deadline still counts: nothing was done yet. */
export const lateAnswer = ({ acknowledged, acknowledgement }: IncidentRecord) =>
  acknowledged ? acknowledgement?.as : undefined;
