import { endAsking, lateAnswer } from './asking';
import { rowOf } from './facts';
import type { Input, Ports } from './ports';

/** Ends the question of the release. */
export async function answerRelease(ports: Ports, input: Input): Promise<object> {
  const said = input.run.releaseAnswered?.answer ?? 'unanswered';
  const row = await rowOf(ports, input.incidentId);
  const as = said === 'unanswered' ? (lateAnswer(row) ?? said) : said;
  const isReleased = as === 'planned';
  await ports.keep(input.incidentId, (held) => ({ ...held, isReleased }));
  await endAsking(ports, input, as, isReleased ? 'it is put back' : 'it stays contained');
  return { release: isReleased };
}
