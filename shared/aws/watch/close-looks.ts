import type { Table } from '../table/table';
import { update } from '../table/update';

/** How many close looks a minute takes. */
export interface CloseLooks {
  readonly ofOne: number;
  readonly ofAll: number;
}

/**
 * One account may have twenty Regions, each every ten seconds; all together ten looks a second, even where a stack
 * update breaks every forwarder.
 */
const CLOSE_LOOKS: CloseLooks = { ofOne: 120, ofAll: 600 };

/**
 * Counts a close look that is to be planned, in one row a minute that all responders share. Says whether it may be
 * planned: nothing is counted where the minute is full. Throws when the table cannot be written.
 */
export async function countCloseLook(
  table: Table,
  accountId: string,
  at: string,
  { ofOne, ofAll }: CloseLooks = CLOSE_LOOKS,
): Promise<boolean> {
  const one = `of${accountId}`;
  const written = await update(table, {
    key: { pk: 'CLOSE', sk: at.slice(0, 16) },
    set: { kind: 'close', expiresAt: Math.floor(Date.parse(at) / 1_000) + KEPT_S },
    add: { all: 1, [one]: 1 },
    when: {
      expression: `(attribute_not_exists(#all) OR #all < :ofAll) AND (attribute_not_exists(#${one}) OR #${one} < :ofOne)`,
      values: { ofOne, ofAll },
    },
  });
  return written !== undefined;
}

const KEPT_S = 3_600;
