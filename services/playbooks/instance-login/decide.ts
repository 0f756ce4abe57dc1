import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { decideLogin, waitsForPerson } from '../../../shared/playbooks/instance-login/decide-login';
import { noted } from '../noted';
import { brakesFor } from './decide-brakes';
import { decisionFacts } from './decide-facts';
import { knownOf } from './facts';
import type { Course, Input, Ports } from './ports';
import { withRun } from './with-run';

/** Names come from the one who logged in, and a state's data are small. */
const MOST = 600;

/** The person is the investigator's to find, which begins when we do. As long as that takes. */
const TRIES = 15;
const TRY_MS = 2_000;

/** Who it was is waited for where only that is missing: people are not asked what is known a moment later. */
async function factsInTime(ports: Ports, incidentId: string) {
  for (let tries = 1; ; tries += 1) {
    const known = await knownOf(ports, incidentId);
    const facts = await decisionFacts(ports, known);
    const isEnough = facts.human.kind === 'read' || !waitsForPerson(facts, ports.rules.login);
    if (isEnough || tries === TRIES) return { known, facts };
    await new Promise((resolve) => setTimeout(resolve, TRY_MS));
  }
}

/** Was it planned? With what keeps us from containing the machine, should it come to that. */
export async function decide(ports: Ports, input: Input): Promise<object> {
  const { known, facts } = await factsInTime(ports, input.incidentId);
  const { row } = known;
  const decision = decideLogin(facts, ports.rules.login);
  const { verdict, reason, sentence, byDefault, considered, isTold } = decision;
  const brakes = verdict === 'expected' ? [] : await brakesFor(ports, known, facts);
  const run = await ports.keep(row.id, (held) => ({
    ...held,
    decision: held.decision ?? { verdict, reason, sentence },
    considered: held.considered ?? considered,
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
    withRun(isTold ? escalated(held, sentence) : held, run),
  );
  const course: Course = verdict;
  return {
    ...{ course, answer, sentence: sentence.slice(0, MOST), byDefault },
    seconds: ports.rules.seconds,
    releaseSeconds: ports.rules.releaseSeconds,
  };
}

/** A person's, until it is known to be planned; a role for emergencies is told even so. */
const escalated = (held: IncidentRecord, escalation: string): IncidentRecord =>
  held.state === 'open' ? { ...held, state: 'escalated', escalation } : held;
