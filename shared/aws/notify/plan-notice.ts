import type { Notice } from '../../domain/notification';
import { type Table, update } from '../table/table';
import { noticeKey, OUTBOX } from './notice-row';

/** This notice is not written down yet. */
const NEW = 'attribute_not_exists(#pk)';

/**
 * Writes a notice down once, even if its record comes again. False when it was there already. Throws when the table
 * did not take it.
 */
export async function planNotice(table: Table, notice: Notice): Promise<boolean> {
  const written = await update(table, {
    key: noticeKey(notice),
    set: {
      ...notice,
      standing: 'pending',
      facet: OUTBOX,
      openedKey: `${notice.plannedAt}#${notice.incidentId}#${notice.id}`,
    },
    when: { expression: NEW },
  });
  return written !== undefined;
}
