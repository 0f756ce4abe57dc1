import type { Sweep } from '../../domain/coverage';
import type { Item } from '../table/update';

/** The one row of sweeps: at most one is under way, and the last one stays until the next begins. */
export const SWEEP_KEY = { pk: 'SWEEP', sk: 'CURSOR' } as const;

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
