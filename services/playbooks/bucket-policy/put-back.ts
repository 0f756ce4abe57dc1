import { decide, restoration } from '../../../shared/playbooks/bucket-policy/decide';
import { noted } from '../noted';
import { TaskError } from '../task-error';
import { factsOf, type Known } from './facts';
import type { Input, Ports } from './ports';
import { write } from './write';

/** All of the change goes, what is merely wider too. Rejects with NotYet while it is still read. */
export async function putBack(ports: Ports, input: Input): Promise<object> {
  const known = await factsOf(ports, input.incidentId);
  const { loosened } = known;
  if (loosened.unknown.length > 0) {
    const parts = loosened.unknown.join(' and ');
    throw new TaskError('Unfit', `What ${parts} was is not known, so a person must put it back.`);
  }
  const parts = await known.bucket.writeParts(loosened.was);
  const policy = await write(known.bucket, restoration(known.facts, 'goes'));
  const there = policy ? await factsOf(ports, input.incidentId) : known;
  if (isAtFault(there)) throw new TaskError('NotYet', decide(there.facts).sentence);
  const done = [...parts, ...(policy ? [`${policy}; read back as it was`] : [])];
  const text = done.length > 0 ? done.join('; ') : 'it was as before already';
  await noted(ports, input, 'restored', text);
  return {};
}

/** Of the policy: what was loosened beside it is not read back. */
const isAtFault = ({ facts: { told: _, ...facts } }: Known): boolean =>
  ['restore', 'ask-first'].includes(decide({ ...facts, isAnswered: false }).course);
