import { readItem, type Table, update } from '../table/table';
import { clockKey } from './notice-row';

/** Until when reminders were written down; nothing when they never were. */
export async function readReminderClock(table: Table): Promise<Date | undefined> {
  const clock = await readItem(table, clockKey);
  return clock && new Date(String(clock.until));
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
