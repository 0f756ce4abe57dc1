import type { Sweep } from '../../domain/coverage';
import { readItem, type Table } from '../table/table';
import { SWEEP_KEY, sweepIn } from './coverage';

/** Nothing when no sweep ever began. */
export async function readSweep(table: Table): Promise<Sweep | undefined> {
  const item = await readItem(table, SWEEP_KEY);
  return item?.sweepId === undefined ? undefined : sweepIn(item);
}
