import type { Heartbeat } from '../../domain/heartbeat';
import { queryAll, type Table } from '../table/table';
import { heartbeatIn, heartbeatPartition, heartbeatShards } from './heartbeat-row';

/** The rows of beats of every account of a Region; a place without beats has none. */
export async function findHeartbeats(table: Table, region: string): Promise<readonly Heartbeat[]> {
  const inShard = async (shard: string): Promise<readonly Heartbeat[]> => {
    const values = { pk: heartbeatPartition(region, shard) };
    return (await queryAll(table, { key: { expression: '#pk = :pk', values } })).map(heartbeatIn);
  };
  return (await Promise.all(heartbeatShards.map(inShard))).flat();
}
