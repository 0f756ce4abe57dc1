import { query, type Table, update } from '../table/table';
import { ticketKey } from './notice-row';

/** Which ticket of a channel belongs to an incident. */
export const ticketsOf = (table: Table, channel: string) => ({
  read: async (incidentId: string): Promise<string | undefined> => {
    const values = ticketKey(incidentId, channel);
    const key = { expression: '#pk = :pk AND #sk = :sk', values };
    for await (const { ref } of query(table, { key, consistent: true })) {
      return typeof ref === 'string' ? ref : undefined;
    }
    return undefined;
  },
  keep: async (incidentId: string, ref: string): Promise<void> => {
    await update(table, { key: ticketKey(incidentId, channel), setOnce: { ref } });
  },
});
