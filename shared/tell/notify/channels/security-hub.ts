import type { Delivery } from '../../../domain/notification';
import type { Letter } from '../letter';
import type { ChannelPorts } from './ports';

/**
 * A finding in ASFF. The incident is its id, so every later transition changes the same finding. Its time is the
 * letter's: Security Hub would ignore an older one. Rejects with the SDK's error.
 */
export async function deliverToSecurityHub(
  { items: [item], at }: Letter,
  { importFinding, asff }: ChannelPorts,
): Promise<Delivery> {
  if (!item) return { kind: 'refused', why: 'there is nothing to tell' };
  await importFinding(asff(item.incident, at));
  return { kind: 'delivered' };
}
