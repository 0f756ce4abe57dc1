import { decide, restoration } from '../../../shared/playbooks/bucket-policy/decide';
import { TaskError } from '../task-error';
import { factsOf, type Known } from './facts';
import { noted } from './noted';
import type { Input, Ports } from './ports';
import { write } from './write';

/** All of the change goes, what is merely wider too. Rejects with NotYet while it is still read. */
export async function putBack(ports: Ports, input: Input): Promise<object> {
  const known = await factsOf(ports, input.incidentId);
  const done = await write(known.bucket, restoration(known.facts, 'goes'));
  const there = done ? await factsOf(ports, input.incidentId) : known;
  if (isAtFault(there)) throw new TaskError('NotYet', decide(there.facts).sentence);
  await noted(
    ports,
    input,
    'restored',
    `${done ?? 'it was as before already'}; read back as it was`,
  );
  return {};
}

const isAtFault = ({ facts }: Known): boolean =>
  ['restore', 'ask-first'].includes(decide({ ...facts, isAnswered: false }).course);
