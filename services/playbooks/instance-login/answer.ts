import type { Answer } from '../../../shared/domain/acknowledgement';
import type { LoginDecision, LoginReason } from '../../../shared/domain/login-decision';
import { endAsking, lateAnswer } from './asking';
import { decideAgain } from './decide-again';
import { rowOf } from './facts';
import type { Input, Ports, Then } from './ports';

/** Ends the question, and says what follows. Where no one answered in time, what is known by now may decide. */
export async function answer(ports: Ports, input: Input): Promise<object> {
  const { run, incidentId } = input;
  const said = run.answered?.answer ?? run.decided.answer;
  const row = await rowOf(ports, incidentId);
  const as = said === 'unanswered' ? (lateAnswer(row) ?? said) : said;
  const now = as === 'unanswered' ? await decideAgain(ports, incidentId) : undefined;
  const then = now ? (NOW[now.verdict] ?? run.decided.byDefault) : AFTER[as as Answer];
  await ports.keep(incidentId, (held) => {
    const { reason = 'nothing' } = held.decision ?? {};
    return { ...held, answer: as, ...decisionAfter(then, reason, now) };
  });
  const why = now && now.verdict !== 'ask' ? `${now.sentence} ` : '';
  await endAsking(ports, input, as, `${why}${DOES[then]}`);
  return { then, answer: as };
}

const AFTER = { planned: 'leave', 'not-me': 'isolate', handled: 'tell' } as const;
const NOW: Readonly<Partial<Record<LoginDecision['verdict'], Then>>> = {
  expected: 'leave',
  unplanned: 'isolate',
};

/** What its people said, or what is known by now; from now on a planned login is one that they were seen with. */
function decisionAfter(then: Then, reason: LoginReason, now: LoginDecision | undefined) {
  if (now && now.verdict !== 'ask') {
    const { verdict, sentence, considered } = now;
    return { decision: { verdict, reason: now.reason, sentence }, considered };
  }
  if (then !== 'leave') return {};
  const sentence = 'Its people said that it was planned.';
  return { decision: { verdict: 'expected', reason, sentence } as const };
}

const DOES: Readonly<Record<Then, string>> = {
  leave: 'it was planned, and nothing is done',
  isolate: 'the login is ended and the machine is contained',
  tell: 'nothing is done by the playbook',
};
