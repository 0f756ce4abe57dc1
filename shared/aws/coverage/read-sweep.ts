import type { Sweep } from '../../domain/coverage';
import { query, type Table } from '../table/table';
import { SWEEP_KEY, sweepIn } from './coverage';

/** Nothing when no sweep ever began. */
export async function readSweep(table: Table): Promise<Sweep | undefined> {
  const values = { pk: SWEEP_KEY.pk, sk: SWEEP_KEY.sk };
  const key = { expression: '#pk = :pk AND #sk = :sk', values };
  for await (const item of query(table, { key, consistent: true })) {
    return item.sweepId === undefined ? undefined : sweepIn(item);
  }
  return undefined;
}
