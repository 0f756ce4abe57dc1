import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { decideLogin } from '../../../shared/playbooks/instance-login/decide-login';
import { brakesFor } from './decide-brakes';
import { decisionFacts } from './decide-facts';
import { knownOf } from './facts';
import { noted } from './noted';
import type { Course, Input, Ports } from './ports';

/** Names come from whoever logged in, and a state's data are small. */
const MOST = 600;

/** Was it planned? With what keeps us from containing the machine, should it come to that. */
export async function decide(ports: Ports, input: Input): Promise<object> {
  const known = await knownOf(ports, input.incidentId);
  const { row } = known;
  const facts = await decisionFacts(ports, known);
  const decision = decideLogin(facts, ports.rules.login);
  const { verdict, reason, sentence, byDefault } = decision;
  const brakes = verdict === 'expected' ? [] : await brakesFor(ports, known, facts);
  const run = await ports.keep(row.id, (held) => ({
    ...held,
    decision: held.decision ?? { verdict, reason, sentence },
    brakes: brakes.map((one) => one.sentence),
  }));
  // A run before this one may have had its answer, and have asked something else since.
  const given = row.acknowledged ? row.acknowledgement?.as : undefined;
  const answer = run.answer ?? given ?? 'unanswered';
  const told = [
    `decided ${verdict} (${reason}): ${sentence}`,
    ...brakes.map((one) => one.sentence),
  ];
  await noted(ports, input, 'noticed', told.join(' '), (held) =>
    verdict === 'expected' ? held : escalated(held, sentence),
  );
  const course: Course = verdict;
  return {
    ...{ course, answer, sentence: sentence.slice(0, MOST), byDefault },
    seconds: ports.rules.seconds,
    releaseSeconds: ports.rules.releaseSeconds,
  };
}

/** A person's until it is known to be planned. */
const escalated = (held: IncidentRecord, escalation: string): IncidentRecord =>
  held.state === 'open' ? { ...held, state: 'escalated', escalation } : held;
