import { restoration } from '../../../shared/playbooks/bucket-policy/decide';
import { closing } from '../../../shared/playbooks/bucket-policy/put-back';
import { noted } from '../noted';
import { factsOf } from './facts';
import type { Input, Ports } from './ports';
import { write } from './write';

/** The second channel: the responder had its turn, and what is at fault is still there. */
export async function restore(ports: Ports, input: Input): Promise<object> {
  const { bucket, facts } = await factsOf(ports, input.incidentId);
  const written = restoration(facts, 'stays');
  await write(bucket, closing(facts.change, written));
  const done = await write(bucket, written);
  const text = done ?? 'nothing had to be written: what was at fault is gone';
  await noted(ports, input, 'step', text);
  return {};
}
