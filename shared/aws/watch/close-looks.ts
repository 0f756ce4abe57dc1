import type { Table } from '../table/table';
import { update } from '../table/update';

/** Of one account in a minute: twenty Regions, each every ten seconds. */
export const CLOSE_OF_ONE = 120;

/** Of all accounts in a minute, ten a second: a stack update that breaks every forwarder makes no more of them. */
export const CLOSE_OF_ALL = 600;

/**
 * Counts a close look that is to be planned, in one row a minute that all responders share. Says whether it may be:
 * nothing is counted where the minute has as many as it takes. Throws when the table cannot be written.
 */
export async function countCloseLook(
  table: Table,
  accountId: string,
  at: string,
): Promise<boolean> {
  const one = `of${accountId}`;
  const written = await update(table, {
    key: { pk: 'CLOSE', sk: at.slice(0, 16) },
    set: { kind: 'close', expiresAt: Math.floor(Date.parse(at) / 1_000) + KEPT_S },
    add: { all: 1, [one]: 1 },
    when: {
      expression: `(attribute_not_exists(#all) OR #all < :most) AND (attribute_not_exists(#${one}) OR #${one} < :few)`,
      values: { most: CLOSE_OF_ALL, few: CLOSE_OF_ONE },
    },
  });
  return written !== undefined;
}

const KEPT_S = 3_600;
