import type { Delivery } from '../../../domain/notification';
import type { Letter } from '../letter';
import type { ChannelPorts } from './ports';

/**
 * A finding in ASFF; the incident is its id, so that every later transition changes the same one: it is as new
 * as the letter, or Security Hub would ignore it. Rejects with the SDK's error.
 */
export async function deliverToSecurityHub(
  { items: [item], at }: Letter,
  { importFinding, asff }: ChannelPorts,
): Promise<Delivery> {
  if (!item) return { kind: 'refused', why: 'there is nothing to tell' };
  await importFinding(asff(item.incident, at));
  return { kind: 'delivered' };
}
