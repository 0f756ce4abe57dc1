import { decide, isThereAtFault } from '../../../shared/playbooks/bucket-policy/decide';
import { noted } from '../noted';
import { factsOf } from './facts';
import type { Input, Ports } from './ports';

/** Names come from the one who wrote the policy, and a state's data are small. */
const MOST = 600;

/**
 * The verdict, with the opinions of AWS that differ, and the course of the run. A policy that is found at fault is kept on the incident:
 * an answer is about that one, and the next state may find another.
 */
export async function judge(ports: Ports, input: Input): Promise<object> {
  const { facts } = await factsOf(ports, input.incidentId);
  const { course, verdict, sentence, disagreements } = decide(facts);
  const text = [`judged ${verdict}: ${sentence}`, ...disagreements].join(' ');
  const wanted = { policy: facts.change.now ?? '' };
  await noted(ports, input, 'noticed', text, (held) =>
    held.wanted || !isThereAtFault(facts) ? held : { ...held, wanted },
  );
  return { course, verdict, sentence: sentence.slice(0, MOST) };
}
