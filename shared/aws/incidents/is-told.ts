import type { IncidentRecord } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import { accountKey, incidentKey, readItem, reportSlot, type Table } from '../table/table';

/** How many incidents of a row are visited, the latest first. */
const HOPS = 10;

export interface Told {
  readonly row: string;
  readonly accountId: string;
  /** An id as AWS gives it. */
  readonly name: string;
}

/** Does one of the last incidents of this row in the account name this? Throws when the table does not answer. */
export async function isTold(table: Table, { row, accountId, name }: Told): Promise<boolean> {
  const slot = { pk: accountKey(accountId), sk: reportSlot(row, accountId) };
  let id = (await readItem<Episode>(table, slot))?.incidentId;
  for (let hop = 0; id !== undefined && hop < HOPS; hop += 1) {
    const held: IncidentRecord | undefined = await readItem(table, incidentKey(id));
    const said = held ? [held.sentence, ...(held.names ?? [])] : [];
    if (said.some((text) => text.split(/[^\w-]+/).includes(name))) return true;
    id = held?.previous;
  }
  return false;
}
