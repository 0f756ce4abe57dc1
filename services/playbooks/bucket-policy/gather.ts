import { noted } from '../noted';
import { factsOf } from './facts';
import type { Input, Ports } from './ports';

/** Says on the timeline what is known and from where, and what else lets callers in. */
export async function gather(ports: Ports, input: Input): Promise<object> {
  const { bucket, sources, facts } = await factsOf(ports, input.incidentId);
  const besides = await bucket.besides();
  const there = facts.change.now === undefined ? 'it has no policy now' : 'it has a policy now';
  await noted(ports, input, 'noticed', `gathered: ${[there, ...sources, ...besides].join('; ')}`);
  return {};
}
