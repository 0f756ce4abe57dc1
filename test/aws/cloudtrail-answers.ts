import type { IncomingMessage } from 'node:http';
import type { Answer } from './loopback';

/** What CloudTrail answers to each action, by the last part of its name; JSON 1.1. */
export type CloudTrailAnswers = Readonly<Record<string, Answer>>;

export const json = (body: object): Answer => answer(200, body);

/** A refusal of CloudTrail: always 400, the code in the body. */
export const refusal = (code: string): Answer => answer(400, { __type: code, message: '…' });

export const failure = (): Answer => answer(500, { __type: 'InternalFailure' });

/** Throws on an action that the test did not prepare for, so that the test fails and names it. */
export function answerAction(answers: CloudTrailAnswers, { headers }: IncomingMessage): Answer {
  const action = String(headers['x-amz-target']).split('.').at(-1) ?? '';
  const found = answers[action];
  if (!found) throw new Error(`The test expects no ${action}.`);
  return found;
}

const answer = (status: number, body: object): Answer => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
});
