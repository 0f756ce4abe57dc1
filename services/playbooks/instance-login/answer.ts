import { endAsking, lateAnswer } from './asking';
import { rowOf } from './facts';
import type { Input, Ports, Then } from './ports';

/** Ends the question, and says what follows. */
export async function answer(ports: Ports, input: Input): Promise<object> {
  const { run, incidentId } = input;
  const said = run.answered?.answer ?? run.decided.answer;
  const row = await rowOf(ports, incidentId);
  const as = said === 'unanswered' ? (lateAnswer(row) ?? said) : said;
  const then = as === 'unanswered' ? DEFAULTS[run.decided.byDefault] : AFTER[as];
  const sentence = 'Its people said that it was planned.';
  await ports.keep(incidentId, (held) => ({
    ...held,
    answer: as,
    // From now on it is a login that they were seen with.
    ...(then === 'leave' && {
      decision: { verdict: 'expected', reason: held.decision?.reason ?? 'nothing', sentence },
    }),
  }));
  await endAsking(ports, input, as, DOES[then]);
  return { then, answer: as };
}

const AFTER = { planned: 'leave', 'not-me': 'isolate', handled: 'tell' } as const;
const DEFAULTS = { isolate: 'isolate', tell: 'tell' } as const;

const DOES: Readonly<Record<Then, string>> = {
  leave: 'it was planned, and nothing is done',
  isolate: 'the login is ended and the machine is contained',
  tell: 'nothing is done by the playbook',
};
