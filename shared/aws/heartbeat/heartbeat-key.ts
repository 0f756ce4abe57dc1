import type { Place } from '../../domain/place';
import { coverageShards } from '../coverage/coverage-key';

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
