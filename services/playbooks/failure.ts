import type { IncidentRecord } from '../../shared/domain/incident-record';
import { fields, parseJson, text } from '../../shared/record/json';

/** As Step Functions hands it to a Catch; the cause of a function's error is JSON. */
export interface Failure {
  readonly Error: string;
  readonly Cause: string;
}

/** What failed where it is not known. */
export const NOTHING = ['no known state', { Error: 'unknown', Cause: '' }] as const;

/** The message of our own error, where it is one. */
export const failureText = ({ Error: name, Cause }: Failure): string =>
  `${name}: ${text(fields(parseJson(Cause)).errorMessage) ?? Cause}`.slice(0, 450);

/** The incident as a person's. A question that is open ends: no one hears the answer. */
export const escalated = (
  held: IncidentRecord,
  escalation: string,
  at: string,
): IncidentRecord => ({
  ...withoutQuestion(held, at),
  ...{ state: 'escalated', escalation },
});

function withoutQuestion(held: IncidentRecord, at: string): IncidentRecord {
  if (!held.ask || held.ask.ended) return held;
  const { token: _, ...ask } = held.ask;
  const ended = { at, as: 'unanswered', text: 'the playbook failed' } as const;
  return { ...held, ask: { ...ask, ended } };
}
