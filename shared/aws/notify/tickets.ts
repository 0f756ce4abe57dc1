import { readItem, type Table, update } from '../table/table';
import { ticketKey } from './notice-row';

/** Which ticket of a channel belongs to an incident. */
export const ticketsOf = (table: Table, channel: string) => ({
  read: async (incidentId: string): Promise<string | undefined> => {
    const { ref } = (await readItem(table, ticketKey(incidentId, channel))) ?? {};
    return typeof ref === 'string' ? ref : undefined;
  },
  keep: async (incidentId: string, ref: string): Promise<void> => {
    await update(table, { key: ticketKey(incidentId, channel), setOnce: { ref } });
  },
});
