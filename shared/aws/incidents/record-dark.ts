import type { DarkReport } from '../../domain/dark';
import { incidentKey } from '../table/keys';
import type { Table } from '../table/table';
import { update } from '../table/update';

/** There is such an incident, and no later report on it. */
const NEWEST = 'attribute_exists(#pk) AND (attribute_not_exists(#dark) OR #dark.#at <= :at)';

/** What was recovered so far, in place of what was before. False when a later report stands. */
export const recordDark = async (table: Table, id: string, dark: DarkReport): Promise<boolean> =>
  (await update(table, {
    key: incidentKey(id),
    set: { dark, news: 'yes' },
    when: { expression: NEWEST, values: { at: dark.at } },
  })) !== undefined;
