import { readItem, type Table, update } from '../table/table';

/** What a stack left behind. */
export interface LeftResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

const key = { pk: 'DEPLOYMENT', sk: 'LEFT' };

/** Written before the stack goes: keys have no names, and only the table says later which were ours. */
export async function keepResources(table: Table, left: readonly LeftResource[]): Promise<void> {
  const resources = left.map(({ logicalId, type, physicalId }) => ({
    ...{ logicalId, type, physicalId },
  }));
  await update(table, { key, set: { kind: 'left', resources } });
}

/** Nothing where the table does not say it. Rejects when there is no table. */
export async function leftResources(table: Table): Promise<readonly LeftResource[]> {
  const row = await readItem(table, key);
  return Array.isArray(row?.resources) ? (row.resources as readonly LeftResource[]) : [];
}
