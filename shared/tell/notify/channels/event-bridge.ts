import type { Delivery } from '../../../domain/notification';
import { kindOf, type Letter } from '../letter';
import type { ChannelPorts } from './ports';

/** An OCSF Detection Finding as an event of source `trailwarden`. Rejects with the SDK's error. */
export async function deliverToEventBridge(
  { items: [item], at }: Letter,
  { putEvent, ocsf }: ChannelPorts,
): Promise<Delivery> {
  if (!item) return { kind: 'refused', why: 'there is nothing to tell' };
  await putEvent({
    source: 'trailwarden',
    detailType: `Trailwarden incident ${kindOf(item)}`,
    detail: ocsf(item.incident, at),
  });
  return { kind: 'delivered' };
}
