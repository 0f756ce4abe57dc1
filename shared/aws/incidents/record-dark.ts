import type { DarkReport } from '../../domain/dark';
import { incidentKey, isWritten, type Table } from '../table/table';

/** The incident exists, and no later report is on it. */
const NEWEST = 'attribute_exists(#pk) AND (attribute_not_exists(#dark) OR #dark.#at <= :at)';

/** The events recovered so far, in place of earlier results. False when a later report is on it. */
export const recordDark = (table: Table, id: string, dark: DarkReport): Promise<boolean> =>
  isWritten(table, {
    key: incidentKey(id),
    set: { dark, news: 'yes' },
    when: { expression: NEWEST, values: { at: dark.at } },
  });
