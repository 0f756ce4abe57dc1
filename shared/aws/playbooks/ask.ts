import type { TimelineEntry } from '../../domain/incident';
import type { Ask, AskEnd } from '../../domain/playbook';
import type { Table } from '../table/table';
import { noteState } from './note-state';

export interface Asking extends Omit<Ask, 'ended'> {
  /** The answer to it goes to Step Functions. */
  readonly token: string;
}

/**
 * Asks the people of an incident. A retry has a new token for the same question, which is told once; a question that
 * has ended is asked anew. False when there is no such incident; throws when the table did not take it.
 */
export const ask = (table: Table, incidentId: string, { token, ...asking }: Asking) => {
  const { question, until, byDefault, askedAt } = asking;
  const entry: TimelineEntry = {
    at: askedAt,
    kind: 'noticed',
    text: `asked, until ${until}: ${question} Without an answer: ${byDefault}`,
  };
  return noteState(table, {
    ...{ incidentId, state: 'Ask', entry },
    change: (held) => {
      const isAsked = held.ask && !held.ask.ended && held.ask.question === question;
      return {
        ...held,
        ask: { ...asking, token, ...(isAsked && { askedAt: held.ask?.askedAt ?? askedAt }) },
      };
    },
  });
};

/** Ends the question, with what was done. A question that has ended keeps its end. */
export const endAsk = (
  table: Table,
  incidentId: string,
  { state, entry, ended }: { state: string; entry: TimelineEntry; ended: AskEnd },
) =>
  noteState(table, {
    ...{ incidentId, state, entry },
    change: (held) => {
      if (!held.ask || held.ask.ended) return held;
      const { token: _, ...asked } = held.ask;
      return { ...held, ask: { ...asked, ended } };
    },
  });
