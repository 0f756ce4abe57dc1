import type { Sweep } from '../../domain/coverage';
import { query } from '../table/query';
import type { Table } from '../table/table';
import type { Item } from '../table/update';

/** The one row of sweeps: at most one is under way, and the last one stays until the next begins. */
export const SWEEP_KEY = { pk: 'SWEEP', sk: 'CURSOR' } as const;

/** Nothing when no sweep ever began. */
export async function readSweep(table: Table): Promise<Sweep | undefined> {
  const values = { pk: SWEEP_KEY.pk, sk: SWEEP_KEY.sk };
  const key = { expression: '#pk = :pk AND #sk = :sk', values };
  for await (const item of query(table, { key, consistent: true })) return sweepIn(item);
  return undefined;
}

export function sweepIn(item: Item): Sweep {
  const { sweepId, startedAt, finishedAt, accounts, regions, everyMinutes } =
    item as unknown as Omit<Sweep, 'id'> & { readonly sweepId: string };
  return {
    id: sweepId,
    startedAt,
    ...(finishedAt && { finishedAt }),
    accounts: accounts ?? 0,
    regions,
    everyMinutes,
  };
}
