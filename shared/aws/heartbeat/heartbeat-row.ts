import { given } from '../../domain/given';
import type { Heartbeat } from '../../domain/heartbeat';
import type { Place } from '../../domain/place';
import { coverageShards } from '../coverage/coverage';
import type { Item } from '../table/table';

/** A row as it is after a change. */
export function heartbeatIn(item: Item): Heartbeat {
  const { place, sentAt, silentSince, heardAt, latencyMs, unsent, unsentAt, incident } =
    item as unknown as Omit<Heartbeat, keyof Place> & { readonly place: Place };
  return {
    ...place,
    ...given({ sentAt, silentSince, heardAt }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...given({ unsent, unsentAt, incident }),
  };
}

/**
 * Where heartbeats lie in the table, apart from coverage, which sweeps read without them:
 *
 *   HEARTBEAT#<region>#<last digit of the account>   ACCOUNT#<id>
 */
export const heartbeatKey = ({ accountId, region }: Place) => ({
  pk: heartbeatPartition(region, accountId.slice(-1)),
  sk: `ACCOUNT#${accountId}`,
});

export const heartbeatPartition = (region: string, shard: string): string =>
  `HEARTBEAT#${region}#${shard}`;

export const heartbeatShards = coverageShards;
