import { query, type Table, update } from '../table/table';
import { clockKey } from './notice-row';

/** Until when reminders were written down; nothing when they never were. */
export async function readReminderClock(table: Table): Promise<Date | undefined> {
  const key = { expression: '#pk = :pk AND #sk = :sk', values: clockKey };
  for await (const { until } of query(table, { key, consistent: true })) {
    return new Date(String(until));
  }
  return undefined;
}

/** Never backwards, because two clocks may tick at once. */
export async function setReminderClock(table: Table, until: Date): Promise<void> {
  await update(table, {
    key: clockKey,
    set: { until: until.toISOString() },
    when: {
      expression: 'attribute_not_exists(#until) OR #until < :to',
      values: { to: until.toISOString() },
    },
  });
}
