import { afterAnswer, type Then } from '../../../shared/playbooks/bucket-policy/decide';
import { rowOf } from './facts';
import { keptText } from './kept-text';
import type { Input, Ports } from './ports';

/** Ends the question. An answer that came just after the deadline still counts: nothing was done yet. */
export async function answer(ports: Ports, { task, incidentId, run }: Input): Promise<object> {
  const row = await rowOf(ports, incidentId);
  const said = run.answered?.answer ?? run.recorded.answer;
  const late = row.acknowledged ? row.acknowledgement?.as : undefined;
  const as = said === 'unanswered' ? (late ?? said) : said;
  const then = afterAnswer(run.judged.course, as, ports.rules.byDefault);
  const does = then === 'keep' ? keptText(run.judged.course) : DOES[then];
  const at = ports.now().toISOString();
  const text = `${as === 'unanswered' ? 'no one answered in time' : `answered ${as}`}: ${does}`;
  await ports.endAsk(incidentId, {
    state: task,
    entry: { at, kind: 'noticed', text },
    ended: { at, as, text: does },
  });
  return { then, answer: as };
}

const DOES: Readonly<Record<Exclude<Then, 'keep'>, string>> = {
  apply: 'what was wanted is put there, if it is known, and that is exempt for a time',
  'put-back': 'the change is put back',
};
