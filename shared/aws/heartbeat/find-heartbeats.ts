import type { Heartbeat } from '../../domain/heartbeat';
import { query } from '../table/query';
import type { Table } from '../table/table';
import { heartbeatPartition, heartbeatShards } from './heartbeat-key';
import { heartbeatIn } from './heartbeat-row';

/** The rows of beats of every account of a Region; a place without beats has none. */
export async function findHeartbeats(table: Table, region: string): Promise<readonly Heartbeat[]> {
  const inShard = async (shard: string): Promise<readonly Heartbeat[]> => {
    const found: Heartbeat[] = [];
    const values = { pk: heartbeatPartition(region, shard) };
    for await (const item of query(table, { key: { expression: '#pk = :pk', values } })) {
      found.push(heartbeatIn(item));
    }
    return found;
  };
  return (await Promise.all(heartbeatShards.map(inShard))).flat();
}
