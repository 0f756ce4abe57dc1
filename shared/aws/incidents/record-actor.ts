import type { Contacts } from '../../domain/contact';
import type { Lineage } from '../../domain/lineage';
import { incidentKey } from '../table/keys';
import type { Table } from '../table/table';
import { update } from '../table/update';

export interface Actor {
  readonly lineage: Lineage;
  readonly contacts: Contacts;
  /** When the walk began; a later one stands. */
  readonly tracedAt: string;
}

/** There is such an incident, and no later walk is on it. */
const NEWEST =
  'attribute_exists(#pk) AND (attribute_not_exists(#tracedAt) OR #tracedAt <= :tracedAt)';

/** Who did it and whom to tell, in place of what was known before. False when a later walk stands. */
export const recordActor = async (
  table: Table,
  id: string,
  { lineage, contacts, tracedAt }: Actor,
): Promise<boolean> =>
  (await update(table, {
    key: incidentKey(id),
    set: { lineage, contacts, tracedAt, news: 'yes' },
    when: { expression: NEWEST, values: { tracedAt } },
  })) !== undefined;
