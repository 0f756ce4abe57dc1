import type { Heartbeat } from '../../domain/heartbeat';
import type { Place } from '../../domain/place';
import type { Item } from '../table/update';

/** A row as it is after a change. */
export function heartbeatIn(item: Item): Heartbeat {
  const { place, sentAt, silentSince, heardAt, latencyMs, unsent, unsentAt, incident } =
    item as unknown as Omit<Heartbeat, keyof Place> & { readonly place: Place };
  return {
    ...place,
    ...(sentAt && { sentAt }),
    ...(silentSince && { silentSince }),
    ...(heardAt && { heardAt }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(unsent && { unsent }),
    ...(unsentAt && { unsentAt }),
    ...(incident && { incident }),
  };
}
